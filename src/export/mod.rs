//! A story or a bank of stories as Markdown, HTML, text or JSON. Text out; knows no file.
