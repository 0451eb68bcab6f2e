//! Kinds of weakness in the words of many people: each sentence must fire in an otherwise good story.

use super::*;

/// Which of these texts do not fire a rule.
fn silent_ones<'t>(rule: &str, kind: PromptKind, section: Section, texts: &[&'t str]) -> Vec<&'t str> {
    // Some rules are silent in a story told concretely.
    let general = "I learned that communication, collaboration, engagement and alignment are the keys to a successful outcome.";
    let told = |text: &&&str| {
        let parts = [(Lesson, general), (section, **text)];
        !found(rule, kind, &parts[usize::from(section == Lesson)..]).is_empty()
    };
    texts.iter().filter(|text| !told(text)).copied().collect()
}

fn all_fire(rule: &str, kind: PromptKind, section: Section, texts: &[&str]) {
    let silent = silent_ones(rule, kind, section, texts);
    assert!(silent.is_empty(), "{rule}: {} of {}: {silent:#?}", silent.len(), texts.len());
}

#[test]
fn a_weakness_told_as_a_strength() {
    all_fire(
        "humble-brag",
        Failure,
        Action,
        &[
            "I gave it more attention than anyone else would have, because I simply can't hand in something mediocre.",
            "My problem is that I always want everything to be flawless.",
            "I suppose I was too conscientious for the pace of that place.",
            "I cared about the quality more than about the clock.",
            "I am the kind of person who takes everything on their own shoulders.",
            "My flaw, if you want to call it that, is that I never give less than my best.",
            "I worked harder than I should have, and I took on more than was healthy.",
            "I demanded of the others what I demand of myself, and not everybody can keep up with that.",
            "Perhaps I was too honest for that meeting.",
            "I trusted people too much, because I assume that everybody is as committed as I am.",
            "I'm a bit obsessive when it comes to detail.",
            "I was simply ahead of the rest of the team.",
            "I spent my weekends on it because I find it hard to let go of something that isn't perfect.",
            "I have trouble delegating, as I know that I'd do it better and faster.",
            "My mistake was to expect the same dedication from others.",
            "I was so passionate about it that I forgot to take breaks.",
        ],
    );
}

#[test]
fn a_view_that_was_given_up() {
    all_fire(
        "one-sided",
        Conflict,
        Action,
        &[
            "I told him once that I didn't think it would work. He said that it was settled, so I did as he asked.",
            "I raised it in the meeting, but since nobody backed me I kept my thoughts to myself after that.",
            "She had more experience than me, so I trusted that she knew what she was doing.",
            "I voiced my concern, and when he disagreed I moved on.",
            "I figured that it wasn't worth the fight and got on with the work.",
            "He made it clear that he would not change his mind, and I accepted that.",
            "In the end it was her decision, so I did what I was told.",
            "I didn't want to make waves in my first year, so I agreed.",
            "I mentioned my doubts in passing and left it to her.",
            "I saw that he was under pressure and decided not to insist.",
            "As a team player I fell in line.",
            "I thanked him for hearing me out and said that he could count on me.",
        ],
    );
}

#[test]
fn a_view_held_against_everything() {
    all_fire(
        "one-sided",
        Conflict,
        Action,
        &[
            "I told them that I would not discuss it any further.",
            "They brought three more proposals, but I had made up my mind.",
            "I stayed with my decision, whatever they brought forward.",
            "I repeated my arguments in every meeting until they had no more objections.",
            "I simply didn't accept a no.",
            "I was not going to let people who had never run a kitchen tell me how to run mine.",
            "I explained it again and again until everybody was tired of it and they let me.",
            "I knew that they'd see it my way sooner or later.",
            "I vetoed it.",
            "There was nothing to negotiate for me.",
            "I bypassed him and went straight to the director.",
        ],
    );
}

#[test]
fn a_feeling_in_place_of_a_fact() {
    all_fire(
        "opinion-only",
        Conflict,
        Action,
        &[
            "After twenty years on the floor I know a bad batch when I see one. I stopped it.",
            "My gut said no. I said no.",
            "It just didn't feel right, so I said no.",
            "I had no doubt that it would fail. I told them that.",
            "It was plain to me that the plan would never work. I told him so.",
            "I've always had a good nose for people, and he wasn't right for us.",
            "From the first minute I knew that she would be a great fit.",
            "I relied on my instinct and turned it down.",
            "As somebody who has done this for a long time I could sense that it would go wrong.",
            "Anyone with experience could see that it would not hold.",
        ],
    );
}

#[test]
fn what_it_brought_the_teller() {
    all_fire(
        "own-reward",
        Success,
        Outcome,
        &[
            "She signed a day early for 2 years, and at the end of the year I got the highest rating in my group.",
            "It put me on the map, and the vice president knows my name now, which it did not before that.",
            "I was named employee of the quarter, and my picture hung in the lobby for 3 months after that.",
            "The director called it the best presentation he had seen in 10 years in that room of ours.",
            "I was put forward for the talent program, and 2 of the directors offered to be my mentor.",
            "My boss told me that he had never had such a reliable colleague in all of his 20 years.",
            "Since then I have been the person whom everybody asks, and I was given a team of 5 people.",
            "I was moved up to senior, and they raised my salary by 12% at the start of the next year.",
            "It earned me a lot of respect in the company, and I was invited to present it in 2 other sites.",
            "I received a letter of thanks from the head of the division, which hangs on my wall since 2023.",
            "It was a big step for my career, and it opened the door for the job that I have had for 2 years now.",
        ],
    );
}

#[test]
fn a_number_that_belongs_to_many() {
    all_fire(
        "borrowed-number",
        Success,
        Outcome,
        &[
            "That year the company grew by 18%, and we opened in two new countries with it.",
            "Our market share went up from 11 to 14% over the following year in all of the regions.",
            "Employee engagement rose by 9 points in the next survey, the highest value in the division.",
            "Churn fell from 4.1% to 3.2% by the end of the year, and it has stayed down there.",
            "The division made its profit target for the first time in 3 years, at 104% of the plan.",
            "Website traffic doubled within the year, and so did the number of the orders per day.",
            "Net promoter score went from 31 to 44, which is the best value that we have ever had here.",
            "Revenue per head increased by 7%, and the share price went up by the end of the year, too.",
            "In that year our attrition went down by a third, which is the best that we have ever had.",
        ],
    );
}

#[test]
fn a_choice_without_its_other_side() {
    all_fire(
        "bare-choice",
        PromptKind::Tradeoff,
        Action,
        &[
            "I sat down with all of the facts, looked at it from every angle, and made a decision that I could stand behind.",
            "After a long reflection I came to the conclusion that the second supplier was the better one.",
            "I made a list of pros and cons and chose the better one.",
            "I balanced speed and quality and found the right compromise.",
            "I looked at all the aspects and picked what was best for the company.",
            "Having gone through all the possibilities, I went for the most sensible one.",
            "I slept on it and in the morning it was clear what to do.",
            "I considered the situation as a whole and acted accordingly.",
            "I thought long and hard about it before I decided.",
            "I used a decision matrix and chose the option with the highest score.",
        ],
    );
}

#[test]
fn what_was_only_assigned() {
    all_fire(
        "only-assigned",
        Success,
        Task,
        &[
            "My supervisor gave me the list and I had to work through it by Friday.",
            "I had been picked by the head of department to run the migration.",
            "It was my turn to organize the audit.",
            "My lead put the ticket on my desk.",
            "The job came to me from the steering committee, with a template and a date.",
            "Our manager distributed the topics, and I got the reports.",
            "I was supposed to collect the figures from all sites.",
            "As the analyst on duty I had to produce the monthly pack.",
            "My boss came to me with the request to sort it out.",
            "I was the designated contact for it.",
        ],
    );
}

#[test]
fn what_is_still_to_come() {
    all_fire(
        "only-expected",
        Success,
        Outcome,
        &[
            "The tool goes live in September. We count on saving about 300 hours a year with it.",
            "Management wants to roll it out to all 12 sites next year, and I am sure that it will pay off.",
            "It should bring down our returns by a third once all the stores have it.",
            "We are looking forward to the first figures in the spring, and everybody expects them to be good.",
            "The savings are calculated at 40,000 a year, starting from the next fiscal year.",
            "If everything goes according to plan, the first customers will use it from June on.",
            "According to our model, this reduces the waste by 12% from next year on.",
            "The pilot is planned for the autumn, and the potential is estimated at 2 million.",
        ],
    );
}

#[test]
fn a_lesson_that_fits_any_story() {
    all_fire(
        "generic-lesson",
        Failure,
        Lesson,
        &[
            "I learned that good preparation is half the battle and that you should never underestimate people.",
            "It taught me that every challenge is an opportunity and that a strong team can achieve anything.",
            "My takeaway is that honesty and openness always pay off in the long run.",
            "It showed me how much a positive attitude can achieve, even in difficult times.",
            "I've come to understand that leadership is about listening and about bringing people along.",
            "What I took from it is that details make the difference and that patience is rewarded.",
            "I learned not to give up and to believe in what I do.",
            "You have to stay flexible and keep an open mind, because things never go as planned.",
            "Mistakes are part of the journey, and what matters is how you deal with them.",
            "I now know how important it is to involve everybody from the beginning.",
            "I learned to communicate more and to set clear priorities.",
            "Trust is built slowly, and it is the foundation of everything.",
        ],
    );
}

#[test]
fn contempt_in_many_words() {
    all_fire(
        "contempt",
        Conflict,
        Situation,
        &[
            "Our manager was useless, as always.",
            "The developers were too lazy to read the ticket.",
            "He is an idiot, and everybody in the building knew it.",
            "She ignored my mails, as she always does.",
            "The vendor had lied to us about the date.",
            "My predecessor had left a complete mess because he didn't have a clue.",
            "People like him never change.",
            "The sales guys only care about their bonus.",
            "My colleague was simply not capable of following a plan.",
            "The old team was full of dinosaurs.",
            "Her behavior was childish.",
            "The consultants were a joke.",
            "He took the credit, which was typical of him.",
            "They were too arrogant to listen.",
            "Management was clueless.",
        ],
    );
    silent(
        "contempt",
        Conflict,
        Situation,
        &[
            "I felt stupid, and I said so.",
            "My lazy first draft was three lines long.",
            "The export was useless without the dates.",
            "I ignored the warning.",
            "She said \"he is an idiot\" and hung up.",
            "I had no idea what she wanted, so I asked.",
            "The filter ignored every second row.",
            "They weren't lazy; they had eleven tickets each.",
            "We pulled the dead wood out of the yard.",
            "The chemicals were toxic, and the crew wore masks.",
            "It was a stupid mistake of mine.",
        ],
    );
}

#[test]
fn blame_beyond_the_failure_questions() {
    all_fire(
        "blame",
        Success,
        Situation,
        &[
            "The contractor hadn't read the drawing, and the architect had never checked his work.",
            "Marketing had promised it without asking anybody, and sales didn't tell us either.",
            "The previous developer had not documented anything. The lead never reviewed it.",
            "The delay was the vendor's fault. Purchasing had been told, and they did nothing about it.",
        ],
    );
}

#[test]
fn meetings_in_place_of_deeds() {
    all_fire(
        "only-talk",
        Success,
        Action,
        &[
            "I set up a call with both teams. I presented the figures. I listened to their concerns. I followed up with an e-mail to everybody.",
            "I brought it up with my manager, then I discussed it with the other leads, and I organized a workshop. I kept everybody informed.",
            "I talked to the people involved. I explained the situation to them. I encouraged them to find an agreement. I reported back to the director.",
            "I scheduled weekly check-ins, I invited all of the departments, I moderated the discussions and I shared the minutes.",
            "I reached out to each stakeholder, shared my view, and coordinated with the regions. I also held a town hall.",
        ],
    );
}

#[test]
fn an_action_of_nobody_in_particular() {
    all_fire(
        "no-own-action",
        Success,
        Action,
        &[
            "We met every second week, and I attended all of the meetings. The options were collected. Then a draft was written by the team and sent around. The new plan was approved in May and training was organized.",
            "A task force was set up, of which I was a member. The data was analyzed. We agreed on three measures. The measures were rolled out in all sites, and I supported the communication.",
        ],
    );
}
