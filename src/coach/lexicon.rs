//! The words the rules know, as one table of data. Must not know what a rule makes of them.
//!
//! An entry is a phrase in lower case. `a/b` stands for either word, `_` for no word or any one. Single
//! words of [`Tag::Customer`] are known in the plural too; a possessive `'s` is dropped before a look-up.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word or a phrase is to the coach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A frequent small word of English.
    Stop,
    /// The speaker: I, my, me.
    Me,
    /// The group: we, our, us, the team.
    We,
    /// A verb of state or mind in the past: not something done.
    Stage,
    /// An irregular verb in the past: something done.
    Past,
    /// The name of a month.
    Month,
    /// A number in words.
    Number,
    /// Something that is counted: `one day` is a number, `one of them` is not.
    Unit,
    /// Somebody who is served.
    Customer,
    /// A degree without a figure.
    Magnitude,
    /// A count without a figure.
    Many,
    /// A claim that shows nothing.
    Claim,
    /// A word for what is done always rather than once.
    Habit,
    /// An opinion or a rule of life where an event is wanted.
    Opinion,
    /// A word that takes back what is said.
    Hedge,
    /// A word that fills time.
    Filler,
    /// A word for why it happened.
    Cause,
    /// A trace that stays after the event.
    Lasting,
    /// A word for something that came out different.
    Change,
    /// A pleasant outcome that shows nothing.
    Rosy,
    /// Something somebody did because of it: an outcome that can be seen.
    Proof,
    /// A lesson that everybody has.
    Platitude,
    /// Somebody else.
    Other,
    /// What somebody else did wrong.
    Fault,
    /// A weakness that is praise.
    Brag,
    /// What a number is measured against.
    Baseline,
    /// A sign that one event is told.
    Event,
    /// A phrase in which a size word is none.
    NotMagnitude,
    /// A way of being there without doing it: attended, was involved, raised awareness.
    Aside,
    /// The speaker's own praise of what came of it.
    Grand,
    /// A judgment of somebody else's character, or a fault handed on.
    Slight,
    /// Something that has not happened yet.
    Someday,
    /// A word for who came or looked, rather than what it did for them.
    Turnout,
}

impl Tag {
    /// The tag as a bit of a set.
    pub const fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// What is known of phrases that begin with a word.
#[derive(Debug, Default)]
pub struct PhraseEntry {
    /// The tags of the word alone, as bits.
    pub tags: u64,
    /// The phrases it begins: the tag and the places after it.
    pub longer: Vec<(Tag, Vec<Choice>)>,
}

/// The words that may stand at a place of a phrase; `_` alone stands for any word or none.
pub type Choice = Vec<&'static str>;

/// Looks up a lower-case word; a possessive is dropped.
pub fn entry(low: &str) -> Option<&'static PhraseEntry> {
    let all = entries();
    all.get(low).or_else(|| {
        let bare = low.strip_suffix("'s").or_else(|| low.strip_suffix('\''))?;
        all.get(bare)
    })
}

fn entries() -> &'static HashMap<String, PhraseEntry> {
    static ALL: OnceLock<HashMap<String, PhraseEntry>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: HashMap<String, PhraseEntry> = HashMap::new();
        for &(tag, phrases) in TABLE {
            for phrase in phrases.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                let mut words = phrase.split(' ');
                let firsts = words.next().unwrap_or("");
                let rest: Vec<Choice> = words.map(|place| place.split('/').collect()).collect();
                for first in firsts.split('/') {
                    add(&mut all, tag, first, &rest);
                    if tag == Tag::Customer && rest.is_empty() {
                        add(&mut all, tag, &plural(first), &rest);
                    }
                }
            }
        }
        all
    })
}

fn add(all: &mut HashMap<String, PhraseEntry>, tag: Tag, first: &str, rest: &[Choice]) {
    let entry = all.entry(first.to_owned()).or_default();
    if rest.is_empty() {
        entry.tags |= tag.bit();
    } else {
        entry.longer.push((tag, rest.to_vec()));
    }
}

/// The regular plural of an English noun.
pub fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with("ss") || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// How many words of a phrase's rest match from the start of `words`; `None` where it does not match.
pub fn matches<'w>(rest: &[Choice], mut words: impl Iterator<Item = &'w str> + Clone) -> Option<usize> {
    let Some((choice, tail)) = rest.split_first() else { return Some(0) };
    if choice.as_slice() == ["_"] {
        let mut skipped = words.clone();
        skipped.next()?;
        return matches(tail, words).or_else(|| matches(tail, skipped).map(|n| n + 1));
    }
    let word = words.next()?;
    if choice.contains(&word) { matches(tail, words).map(|n| n + 1) } else { None }
}

const TABLE: &[(Tag, &str)] = &[
    (
        Tag::Stop,
        "the, a, an, and, or, but, of, to, in, on, at, for, with, by, from, as, that, this, these, those, it, \
         its, is, are, was, were, be, been, has, have, had, i, my, me, we, our, us, you, your, he, his, him, \
         she, her, they, their, them, not, no, so, if, when, what, which, who, how, then, there, do, did, would, \
         could, will, can, all, out, up, about, into, than, after, before, because, one, i'm, i've, didn't, it's",
    ),
    (Tag::Me, "i, i'm, i've, i'd, i'll, me, my, mine, myself"),
    (
        Tag::We,
        "we, we're, we've, we'd, we'll, our, ours, us, ourselves, the team, my team, our team, the whole team, \
         the entire team",
    ),
    (
        Tag::Stage,
        "was, were, had, knew, felt, thought, wanted, needed, believed, hoped, wished, seemed, liked, loved, \
         became, could, would, should, might, owned, lacked, expected, cared, worried, preferred, existed, \
         remained, appeared, belonged, mattered, depended, used",
    ),
    (
        Tag::Past,
        "arose, ate, beat, began, bent, bet, bought, bound, broke, brought, built, burnt, came, caught, chose, \
         cut, dealt, did, dove, drank, drew, drove, dug, fed, fell, fought, found, flew, forgave, forgot, froze, \
         gave, got, grew, held, heard, hid, hit, hung, kept, laid, led, learnt, left, lent, let, lost, made, \
         meant, met, overcame, oversaw, paid, put, ran, rang, read, rebuilt, redid, remade, reran, reset, rewrote, \
         rode, rose, said, sat, saw, sent, set, shook, shot, showed, shut, sold, sought, spent, split, spoke, \
         spelt, spent, spun, stood, stepped, stopped, stuck, swept, swore, taught, threw, told, \
         took, tore, undid, undertook, understood, went, withdrew, woke, won, wore, worked, wound, wrote, broke, \
         overhauled, outlined, quit, resold, retold, retook, cost, undercut, offset, drilled, ground, wept",
    ),
    (
        Tag::Month,
        "january, february, march, april, may, june, july, august, september, october, november, december, jan, \
         feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec",
    ),
    (
        Tag::Number,
        "two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, \
         sixteen, seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, \
         hundred, hundreds, thousand, thousands, million, millions, billion, billions, dozen, dozens, half, \
         halved, halving, double, doubled, doubling, triple, tripled, tripling, quadrupled, twice, thrice, zero, \
         tenfold, twofold, threefold, a quarter of, three quarters, a third, one third, two thirds, a fifth of, \
         cut in half, fortnight, none of them, nobody _ complained, a tenth, percent, per cent, by a third, \
         by a quarter",
    ),
    (
        Tag::Unit,
        "day, days, week, weeks, month, months, year, years, hour, hours, minute, minutes, second, seconds, \
         dollar, dollars, euro, euros, pound, pounds, percent, customer, customers, client, clients, user, users, \
         patient, patients, person, people, order, orders, ticket, tickets, mile, miles, page, pages, line, \
         lines, meter, meters, call, calls, complaint, complaints, shift, shifts, item, items, euro, sale, kg, km, \
         family, families, student, students, store, stores, truck, trucks, night, afternoon, evening, \
         morning, sprint, quarter, click, step",
    ),
    (
        Tag::Customer,
        "customer, client, user, buyer, guest, patient, student, reader, member, tenant, passenger, caller, \
         consumer, shopper, visitor, attendee, pupil, parent, mother, father, mum, mom, dad, resident, subscriber, \
         viewer, listener, player, borrower, policyholder, homeowner, diner, traveler, traveller, commuter, \
         driver, rider, donor, applicant, citizen, merchant, retailer, seller, audience, household, family, \
         families, farmer, grower, learner, participant, recipient, beneficiary, account holder, account holders, \
         end user, end users, subscriber, bride, groom, couple, child, children, kid, people who, mr, mrs, \
         ms, toddler, baby, infant, seeker, owner, shop owner, dealer, distributor, wholesaler, franchisee, investor, policy holder, \
         cardholder, renter, landlord, lodger, operator, nurse, doctor, surgeon, teacher, auditor, \
         accountant, bookkeeper, analyst, clinician, physician, technician, developers, engineers, agents, \
         sales reps, the business, the field, stakeholder, sponsor, freelancer, jobseeker, candidate, \
         new hire, newcomer, colleague, coworker, employee, staff, worker, operators, dispatcher, picker, \
         soldier, veteran, fan, gamer, elderly, neighbor, neighbour, bank, hospital, school, agency, charity, \
         council, clinic, restaurant, hotel, publisher, consignee, man, woman, men, women, boy, girl, lady, gentleman, widow, widower, elderly",
    ),
    (
        Tag::Magnitude,
        "significantly, significant, greatly, huge, hugely, massive, massively, a lot, lots of, substantially, \
         substantial, considerably, considerable, dramatically, dramatic, drastically, drastic, tremendously, \
         tremendous, enormously, enormous, immensely, immense, vastly, vast, tons of, loads of, much better, \
         much faster, much more, much easier, much smoother, much less, much lower, much higher, much quicker, \
         much happier, way better, a great deal, a good deal, big improvement, great improvement, \
         big difference, huge difference, great difference, noticeably, remarkably, exponentially, far better, \
         far more, far fewer, markedly, majorly, a ton, great success, big success, huge success, heavily, \
         extremely, more often, less often, a big impact, big impact, great impact, positive impact, great value, major improvement, \
         major impact, more and more, very much",
    ),
    (
        Tag::Many,
        "many, several, various, numerous, countless, plenty of, multiple, a number of, quite a few, \
         a large number, a bunch of, all sorts of, all kinds of, a couple of things, a couple of people, and so on, etc, \
         different stakeholders, a handful of, a variety of, a range of",
    ),
    (
        Tag::NotMagnitude,
        "too many, too much, so many, how many, how much, as many, not many, rather than, a lot number, \
         a number of days, parking lot, multiple choice, significant other, job lot, many thanks, various artists",
    ),
    (
        Tag::Claim,
        "align/aligned/aligning _ _ stakeholders/teams/everyone/everybody/people/team/leadership, \
         aligned with _ stakeholders/team/teams/leadership/management/business, aligned on, got alignment, \
         gained alignment, ensured alignment, created alignment, built alignment, drove alignment, \
         drove consensus, built consensus, reached consensus, gained consensus, drove results, drove the project, \
         drove value, drove impact, delivered value, delivered results, \
         worked closely, work closely, working closely, worked together, working together, worked hard, \
         worked very/really/extremely hard, working hard, worked diligently, worked tirelessly, \
         worked with _ _ stakeholders/teams, collaborated closely, collaborated with _ _ _ teams/stakeholders/team, \
         collaborated effectively, took ownership, took full/complete ownership, took charge, \
         took the lead, took initiative, took the initiative, took a leadership role, \
         communicated effectively, communicated clearly, communicated well, communicated with everyone/stakeholders, \
         communicated regularly/constantly/frequently/openly, good communication, clear communication, \
         effective communication, constant communication, open communication, kept everyone informed/updated, \
         kept everybody informed/updated, kept stakeholders informed/updated/aligned, \
         kept the team informed/updated/motivated/aligned/focused, kept _ in the loop, \
         leveraged, synergies, synergy, wore many hats, wear many hats, went above and beyond, \
         go above and beyond, going above and beyond, went the extra mile, gave 110, gave it my all, \
         gave my best, did my best, did our best, did everything _ could, did whatever it took, \
         did what was needed, did what had to be done, put in extra effort, put in _ effort, put in the effort, \
         put a lot of effort, made sure everything, made sure everyone, made sure that everything/everyone, \
         ensured everything/everyone, ensured that everything/everyone, ensured _ success, ensuring everything, \
         managed the project/process/situation/stakeholders/relationship/expectations, managed everything, \
         managed stakeholder/client/customer/their expectations, \
         handled the situation/issue/problem/matter, handled everything, handled it professionally/well, \
         dealt with the situation/issue/problem/matter, resolved the situation/issue/problem/matter, \
         addressed the situation/issue/problem/issues/concerns/problems, addressed all/their/his/her concerns, \
         fixed everything, took care of everything, coordinated everything, coordinated efforts, \
         coordinated with _ _ teams/stakeholders/departments/everyone/people, \
         engaged with _ stakeholders/teams, engaged stakeholders, partnered with _ _ teams/stakeholders, \
         liaised with, facilitated discussions/communication/collaboration/meetings, \
         implemented _ _ solution/solutions/improvements/changes/strategy, \
         came up with _ _ solution/solutions/plan/strategy/ideas, found a solution, \
         found _ good/great/better/suitable/creative solution, came to a solution, \
         developed a strategy/plan/solution, developed _ comprehensive/robust/detailed strategy/plan/solution, \
         created a strategy, used my _ skills, used my experience, used my knowledge, using my _ skills, \
         my strong _ skills, my communication skills, my people skills, leadership skills, \
         problem solving skills, thought outside the box, think outside the box, out of the box, \
         best practices, best practice, industry standard, hit the ground running, moved the needle, \
         game changer, win win, low hanging fruit, move fast, proactively, proactive approach, \
         was proactive, being proactive, stayed positive, stayed calm and professional, remained calm, \
         remained professional, stayed professional, stayed focused, remained focused, stayed calm, \
         strategic thinking, data driven, customer centric, customer focused, holistic, end to end ownership, \
         motivated the team, motivated everyone, supported the team, encouraged everyone/people, \
         encouraged the team, empowered the team, inspired the team, led by example, \
         spearheaded the effort/initiative/project, championed, streamlined the process/processes, \
         improved the process/processes/situation, optimized the process/processes, \
         did _ research, did a lot of research, did some research, did extensive research, \
         analyzed the situation/problem/issue/data, analysed the situation/problem/issue/data, \
         assessed the situation, looked into it, looked into the issue/problem/situation, \
         got everyone on board, got buy in, gained buy in, got everybody on board, brought everyone together, \
         brought people together, pulled everyone together, rallied the team, on the same page, \
         listened carefully, listened actively, actively listened, active listening, showed empathy, \
         was patient and, built trust, built rapport, built a good/strong/great relationship, \
         built strong/good relationships, had several/many/multiple/various/numerous/some/regular meetings, \
         held several/many/multiple/various/numerous/some/regular meetings, had _ lot of meetings, \
         various measures, various stakeholders, necessary steps/actions/changes/measures, \
         appropriate steps/actions/measures, required steps/actions, needed steps/changes, step by step approach, \
         multiple stakeholders, key stakeholders, all stakeholders, relevant stakeholders, \
         all relevant parties, all parties, relevant parties, cross functional collaboration, \
         prioritized everything, multitasked, multi tasked, juggled, stepped up, rose to the challenge, \
         rose to the occasion, tackled the problem/challenge/issue, overcame _ challenges/obstacles/difficulties",
    ),
    (
        Tag::Habit,
        "usually, always, typically, generally, normally, often, tend to, tends to, tended to, whenever, \
         every time, in general, as a rule, most of the time, all the time, from time to time, sometimes, \
         in my experience, on a regular basis, day to day, any time, each time, at all times, regularly, \
         in most cases, in these situations, in such situations, in those situations, in such cases, \
         in cases like, in situations like, constantly, over the years, throughout my career, \
         when a customer, when customers, when a client, when clients, if a customer, if a client, if someone, \
         if somebody, when someone, when somebody, when people, when things, as a manager i, as a leader i, \
         i make sure, i try to, i believe, i like to, i tend, i am someone, i'm someone, i am the kind, \
         i'm the kind, i prefer, i never, i ensure, my approach is, my style is, my philosophy, i strive, \
         i aim to, i listen, i ask, i explain, i stay, i keep, i work, i look, i focus, i check, i take",
    ),
    (
        Tag::Opinion,
        "i believe, i think that, i strongly believe, in my opinion, in my view, it is important, it's important, \
         is important to, is very important, is essential, is crucial, is key, you should, you have to, \
         you need to, you must, one should, one must, people should, customers should, companies should, \
         we should always, it depends, as a leader, is always right, should always, must always, \
         everyone should, a good manager, a good leader, good leaders, good customer service, i would say, \
         my philosophy, i value, i consider myself, i pride myself, i am a, i'm a, i am very, i'm very, \
         i am passionate, i'm passionate",
    ),
    (
        Tag::Hedge,
        "maybe, perhaps, probably, kind of, sort of, i think, i guess, i suppose, i believe, somewhat, a bit, \
         hopefully, tried to, try to, trying to, helped to, more or less, possibly, kinda, sorta, i feel like, \
         i would say, in a way, to some extent, a little bit, fairly, i hope, seemed to, pretty much, \
         or something, or so, apparently, presumably, not sure, as far as i",
    ),
    (
        Tag::Filler,
        "basically, actually, literally, you know, i mean, um, uh, erm, uhm, er, honestly, obviously, \
         essentially, anyway, at the end of the day, to be honest, simply put, as i said, and stuff, so yeah",
    ),
    (
        Tag::Cause,
        "because, root cause, caused, cause, due to, turned out, traced, trace, reason, reasons, why, assumed, \
         assumption, assuming, overlooked, underestimated, since nobody, came down to, came from, stemmed from, \
         led to, resulted from, hadn't checked, hadn't asked, had not asked, had not checked, never asked, \
         never checked, didn't ask, didn't check, did not ask, did not check, hadn't realized, didn't realize, \
         had not realized, hadn't realised, didn't realise, my fault, my mistake, i misread, misread, \
         misunderstood, i forgot, i missed, mistook, the problem was, the culprit, the trouble was, \
         the real issue, the real problem, the issue was, the truth was, the fault was, owing to, thanks to, \
         had copied, had left, had been using, i skipped, skipped, was counting, were counting, what happened was, \
         i had not, i hadn't, mis-set, i took _ for granted, without checking, without asking, found that, \
         discovered that, found out that, revealed that, realized that, realised that, so that's why",
    ),
    (
        Tag::Lasting,
        "checklist, checklists, template, templates, review, reviews, runbook, playbook, alert, alerts, alarm, \
         monitor, monitors, monitoring, monitored, test, tests, policy, policies, process, processes, weekly, \
         daily, monthly, quarterly, every _ _ day/week/month/quarter/year/morning/evening/night/shift/hour, \
         every monday/tuesday/wednesday/thursday/friday/saturday/sunday, every time, every new, \
         every _ _ release/report/order/call/meeting/project/quote/job/form/contract/delivery/handover/change, \
         every _ _ ticket/invoice/plan/offer/design/document/case/visit/class/course/site/store/branch/menu, \
         every _ _ team/number/date/file/page/email/letter/request/shipment/batch/draft/step/test/check, each new, since then, from then on, ever since, now i, i now, \
         training, trained, habit, habits, routine, procedure, protocol, standard, standards, rule, guideline, \
         guidelines, dashboard, sign-off, handover, hand-over, form, standing, still use, still uses, still used, \
         still in use, still runs, is now, are now, years on, took it over, took it up, took it on, taken over by, taken up by, adopted by, \
         still _ _ filled/used/running/done/kept/hangs/works/goes/holds/in, in place, remains, now use, now uses, now the, nowadays, these days, to this day, \
         today i, rolled out, adopted, made it part, part of, permanent, permanently, default, \
         built into, automated, automatically, onboarding, retro, retrospective, guide, wiki, sop, log, register, \
         gate, before any, before i, whenever i, always ask, always check, i always, i never again, no longer, \
         script, contract, contracts, clause, calendar, rota, schedule, first thing i, \
         hasn't happened, has not happened, have not had, haven't had",
    ),
    (
        Tag::Change,
        "fell, dropped, rose, grew, cut, reduced, increased, saved, went from, renewed, renew, signed, extended, \
         stopped, adopted, kept, stayed, returned, won, down, up, fewer, less, faster, sooner, earlier, longer, no, \
         never, none, nobody, ended, became, became the, promoted, hired, launched, shipped, approved, accepted, \
         refunded, recovered, reordered, referred, recommended, now, since, still, today, \
         later, instead, again, moved, passed, closed, opened, changed, replaced, wrote, asked, agreed, thanked, \
         called, chose, apologized, apologised, bought, ordered, paid, gave, told, said, sent, made, left",
    ),
    (
        Tag::Rosy,
        "happy, satisfied, pleased, delighted, success, successful, successfully, went well, went smoothly, \
         went great, feedback, positive, positively, smoothly, smoother, appreciated, \
         praised, impressed, proud, thankful, grateful, worked out, satisfaction, better, improved, \
         improvement, improvements, efficient, efficiency, productive, productivity, great result, good result, \
         great results, good results, good outcome, everything was, everyone was, good relationship, \
         great relationship, strong relationship, trust, morale increased, morale improved, morale went up, \
         well received, learned a lot, learnt a lot, experience, excellent, fantastic, amazing, wonderful, \
         a win, win-win, exceeded, met expectations, met the expectations, okay, fine, \
         delivered the project, completed the project, finished the project, met the deadline, met our goals, \
         reached our goal, reached the goal, achieved our goals, achieved the goal, achieved our goal, \
         calmed down, enjoyed, valuable, stronger, beneficial, easier, quicker, motivated, motivation, \
         good step, good thing, atmosphere, confidence, confident, comfortable, recognition, a lot of value, \
         added value, more aware, awareness, good place, right direction, good work, great job, good job, \
         hard work, in time, on time, as planned, according to plan, liked, loved, harmonious, solved, resolved, \
         thank you",
    ),
    (
        Tag::Proof,
        "signed, renewed, renew, extended, reordered, refunded, cancelled, canceled, approved, adopted, bought, \
         ordered, returned, came back, promoted, hired, passed, certified, copied, rolled out, replaced, stopped, \
         closed, reopened, withdrew, recovered, survived, saved, repaid, paid, switched, published, merged, \
         launched, shipped, enrolled, graduated, referred, wrote to, called me, asked me, asked us, asked for, \
         hugged, invited, volunteered, halted, banned, granted, funded, elected, won",
    ),
    (
        Tag::Platitude,
        "is key, is everything, is important, is very important, is so important, is crucial, is essential, \
         is vital, are key, are important, matters most, are crucial, are everything, how important, \
         importance of, the value of, the power of, more important than, important to, \
         communicate better, communicate more, communicate early, communicate clearly, better communication, \
         more communication, good communication, teamwork, team work, plan better, planning better, \
         better planning, plan ahead, planning ahead, plan more, be more careful, more careful, be careful, \
         be patient, more patient, stay calm, staying calm, keep calm, remain calm, never give up, \
         not give up, never stop, hard work, work hard, work harder, persistence, pays off, perseverance, \
         be proactive, being proactive, more proactive, be flexible, be more flexible, stay positive, \
         stay focused, listen to, listen more, listen better, be a better listener, \
         customer is always right, customer comes first, customer first, trust your team, trust the process, \
         collaboration, collaborate more, working together, work together, attention to detail, \
         pay more attention, more attention, ask for help, honesty is, manage expectations, \
         managing expectations, time management, manage my time, prioritize better, better prioritization, \
         mistakes happen, learn from mistakes, learn from my mistakes, learn from your mistakes, \
         from my mistakes, from mistakes, learned a lot, learnt a lot, taught me a lot, valuable lesson, \
         be prepared, better prepared, think before, details matter, quality matters, be open, more organized, \
         be organized, more organised, double check everything, do better, be better, try harder, \
         anything is possible, believe in myself, care too much, more confident, stay humble, \
         leadership is, think outside, growth mindset, best policy, next time i will, be more aware, \
         you should, you shouldn't, you must, you have to, you need to, you can never, one should, people should, \
         always be, always have, never promise, it is better to, it's better to, be honest, be transparent, \
         more transparent, be clear, be clearer, clear expectations, set expectations, better listener, \
         every failure, every mistake, every setback, every challenge, every problem is, chance to grow, \
         chance to learn, opportunity to grow, opportunity to learn, do their bit, badly enough, \
         plan in a buffer, trust my instincts, trust your instincts, trust my gut, more empathy, be empathetic, show empathy, take ownership, take responsibility",
    ),
    (
        Tag::Other,
        "they, he, she, the manager, my manager, my boss, the boss, the team, the vendor, the supplier, \
         the client, the customer, the other team, marketing, sales, engineering, management, the business, \
         my colleague, the developer, the developers, the designer, the contractor, leadership, finance, legal, \
         the engineers, product, the project manager, my coworker, the agency",
    ),
    (
        Tag::Fault,
        "failed, refused, kept changing, didn't, did not, never, forgot, couldn't, wouldn't, messed up, ignored, \
         neglected, dropped the ball, screwed up, wasn't, weren't, didn't bother, was incompetent, were incompetent, \
         was lazy, were lazy, hadn't, blamed",
    ),
    (
        Tag::Brag,
        "too much of a perfectionist, a bit of a perfectionist, i'm a perfectionist, i am a perfectionist, \
         being a perfectionist, such a perfectionist, my perfectionism, cared too much, care too much, \
         caring too much, worked too hard, work too hard, working too hard, standards too high, \
         standards were too high, standards are too high, too high standards, too dedicated, too committed, \
         too passionate, too helpful, too hard on myself, tried too hard, gave too much of myself, \
         expected too much of myself, too detail oriented, too invested, \
         i was too patient/kind/nice/generous/loyal/ambitious/thorough/conscientious/humble/modest/good, \
         i was too accommodating/selfless/hard-working/diligent, i'm too/very hard on myself, very hard on myself, \
         hard on myself, expecting too much of others, expected too much of others, expect too much of others, \
         expecting too much of people, set the bar _ high, set the bar too high, very high standards, \
         the same standards, difficult to switch off, hard to switch off, trust my instincts, trust my gut, \
         couldn't let it go, care _ too deeply, say yes too often, ahead of my time, ahead of everyone",
    ),
    (
        Tag::Baseline,
        "from, before, after, compared, versus, vs, against, up by, down by, up from, down from, instead of, \
         used to, had been, previously, previous, prior, earlier, baseline, target, \
         goal, than, fewer, more, less, over the year, year on year, quarter on quarter, month on month, year over year, \
         a year earlier, out of, below, above, under, saved, cut, halved, doubled, tripled, \
         increased, decreased, rose, fell, dropped, grew, went, reduced, ahead, early, late, sooner, within, \
         faster, slower, higher, lower, average, last year, the year before, increase, decrease, \
         drop, reduction, growth, improvement, expansion, raise, discount, the national, the industry, nobody else",
    ),
    (
        Tag::Event,
        "last year, last month, last week, last summer, last winter, last spring, last autumn, last fall, \
         last quarter, one day, one morning, one afternoon, one evening, one night, one time, one customer, \
         one client, once, yesterday, ago, that day, that week, that morning, that evening, that night, \
         that afternoon, the next day, the next morning, the following day, the following week, this time, \
         on monday, on tuesday, on wednesday, on thursday, on friday, on saturday, on sunday, monday, tuesday, \
         wednesday, thursday, friday, saturday, sunday, weeks earlier, weeks later, days later, months later, \
         in the summer, in my first, in my second, in my last, a few weeks into, in spring, in autumn, \
         in winter, in summer, in q1, in q2, in q3, in q4, christmas, easter, ramadan, diwali, black friday, \
         midnight, at noon",
    ),
    (
        Tag::Aside,
        "attended, helped, supported, participated, assisted, contributed, joined, shared, reminded, encouraged, \
         motivated, inspired, listened, discussed, followed, involved, coordinated, \
         facilitated, ensured, took part, raised awareness, raised the issue, gave my opinion, gave my view, gave feedback, \
         gave my support, gave it everything, gave everything, gave keynotes, made sure, took ownership, jumped, \
         pitched, stayed, was involved, sat in, forwarded, mentioned, commented, suggested, recommended, agreed, \
         accepted, admired, enjoyed, learned, learnt, gained, spearheaded, leveraged, fostered, championed, \
         orchestrated, empowered, streamlined, slept, lived, worked, celebrated, assumed",
    ),
    (
        Tag::Grand,
        "saved the company, saved the day, saved the project, proved right, proven right, proved me right, \
         proven me right, i was right, been right, i'd been right, right all along, told them so, told you so, \
         as i'd said, as i had said, as i said, as i'd predicted, as i had predicted, as i predicted, \
         as i'd warned, as i had warned, exactly what i'd/i said/predicted/warned, i'd said it would, \
         listened to me, been listened to, without me, exploded, skyrocketed, game changer, a revolution, \
         revolutionized, revolutionised, world-class, the number one, pioneer, legendary, unprecedented, \
         the competition was, success stories, success story, biggest success, best in class, without doubt, \
         nobody else could, no one else could",
    ),
    (
        Tag::Slight,
        "not our fault, not my fault, wasn't our fault, wasn't my fault, nothing to do with me, \
         nothing to do with us, no fault of mine, no fault of ours, their fault, his fault, her fault, \
         one of those people, typical of him/her/them, is just like that, only think of themselves, \
         only thinks of himself, only thinks of herself, impossible to work with, can't work with, \
         cannot work with, just can't work with, extremely difficult, very difficult person, difficult person, \
         no point with, no point in telling, made up her/his/their mind, had no idea what, didn't have a clue, \
         didn't care, doesn't care, didn't understand anything, couldn't be bothered, incompetent, incompetence, \
         lazy, unprofessional, useless, stubborn, ignorant, jealous of me, behind my back, behind their back, \
         against me, him or me, her or me, them or me, let us down, let me down, to blame, messed up, \
         screwed up, dropped the ball, unreliable",
    ),
    (
        Tag::Someday,
        "going to be, going to help, going to use, going to make, will be, will help, will use, will benefit, \
         would be, would have been, would become, would allow, would change, would make, would save, would give, \
         could be, could become, could save, could change, could make, plan to, planning to, intend to, hope to, \
         in the future, in my next, some day, someday, looking forward, can imagine, potential to, \
         would also, would then, i'm sure, i am sure",
    ),
    (
        Tag::Turnout,
        "took part, taken part, participated, participants, attended, attendees, attendance, turnout, joined, \
         signed up, sign-ups, registered, registrations, completed, logged in, likes, views, clicks, visits, \
         downloads, followers, open rate, read it, viewed, downloaded, participation, people came",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_may_have_gaps_and_choices() {
        let rest = &[vec!["_"], vec!["stakeholders", "teams"]];
        assert_eq!(matches(rest, ["all", "teams"].into_iter()), Some(2));
        assert_eq!(matches(rest, ["stakeholders", "x"].into_iter()), Some(1));
        assert_eq!(matches(rest, ["all", "the", "teams"].into_iter()), None);
        assert_eq!(matches(&[vec!["_"]], std::iter::empty()), None);
    }

    #[test]
    fn plurals_and_possessives_are_known() {
        for word in ["customer", "customers", "customer's", "customers'", "families", "agency", "agencies"] {
            assert!(entry(word).is_some_and(|e| e.tags & Tag::Customer.bit() != 0), "{word}");
        }
        assert!(entry("custom").is_none());
    }

    #[test]
    fn the_table_is_written_as_the_reader_expects() {
        for (tag, phrases) in TABLE {
            for phrase in phrases.split(',').map(str::trim) {
                assert_eq!(phrase, phrase.to_lowercase(), "{tag:?}");
                assert!(!phrase.contains("  "), "{tag:?}: {phrase:?}");
                assert!(!phrase.starts_with(['_', '/', ' ']), "{tag:?}: {phrase:?}");
            }
        }
        assert!((Tag::Turnout as u32) < 64);
    }
}
