//! The English manual of the checks: for each, its title, what it finds, who is affected and how to fix it. The Chinese
//! manual is in `check`.

/// By the codes of the rules.
pub(crate) const ENGLISH: &[(&str, [&str; 4])] = &[
    (
        "releases",
        [
            "Releases and versions",
            "A form that differs from its latest release in forms/releases without the step of its version that the changes need: the first number for what is taken away, recoded or demanded, the middle one for what is added or stands elsewhere, the last one for words. A version below the release. Forms without any release are left alone, and so is what offices decide.",
            "Two sheets with one version ask different things, and code 1 means content on one of them and discontent on the other: what is collected cannot be told apart.",
            "Change version as the message says, then keep it with formpress release; or undo the changes. formpress diff names each of them and what it means.",
        ],
    ),
    (
        "paper",
        [
            "Paper that publicises",
            "A page laid out as poster, handout, letter or booklet that has what paper cannot have (tables, charts, pictures, footnotes, code); a handout without six panels; a document that is over without ${paper:until}; ${paper:…} on other pages; no base_url for the code.",
            "What the page says is missing on paper; who comes with the poster does not know that the programme is over; the code opens nothing.",
            "Make paragraphs or lists of it; write ${paper:fold} five times in a handout; write base_url in site.yaml, and the code is printed.",
        ],
    ),
    (
        "lists",
        [
            "Option lists",
            "Choices of a list that choices.yaml does not have; lists that no field uses.",
            "A choice without options cannot be filled in, on paper or on the page. What nobody uses is changed and nobody notices.",
            "Correct the name, or add the list to forms/choices.yaml.",
        ],
    ),
    (
        "form-references",
        [
            "Forms that are mentioned",
            "Numbers of other forms (type: reference) and pages of content/forms that name a form that is not in forms/.",
            "Paper names a form that nobody can find, and a link leads nowhere.",
            "Write the name of the form's file without .yaml.",
        ],
    ),
    (
        "texts",
        [
            "${name} in a form's texts",
            "A ${name} in instructions, hints or articles that is no blank of the article, no setting of the form and none of ${copies}, ${city}, ${office}, ${hotline}; a blank that no text mentions; a setting that no sheet prints.",
            "An empty gap without a meaning is printed, or a blank is missing.",
            "Correct the name; what is really new goes under blanks: or settings:.",
        ],
    ),
    (
        "insertions",
        [
            "${name} in pages",
            "A fact of a setting, or ${name}, ${table:…}, ${figures:…}, ${chart:…}, ${diagram:…}, ${list:…} of a page that facts.yaml does not have; ${paper:…} with a name that the program does not know.",
            "A figure or a table is missing on the page, and its reader does not know what.",
            "Correct the name, or add it to content/facts.yaml.",
        ],
    ),
    (
        "pictograms",
        [
            "Names of pictograms",
            "A pictogram of a page, a form or a step of a diagram, or a ${pictogram:…} in the text of a page, that is not in templates/pictograms.",
            "The place of the sign stays empty, and whoever finds the way by pictures has one sign less.",
            "Correct the name; where nothing fits, draw one after the others in templates/pictograms.",
        ],
    ),
    (
        "figures",
        [
            "What tables, charts and measures are made of",
            "Tables, charts, diagrams, timelines and measures of facts.yaml that name a fact, document, step, action or form that is not there; bars that are no numbers, or of two units, or something else than their parts come to.",
            "A part of the figure is missing, or things are drawn side by side that cannot be compared.",
            "Correct the name; a chart has numbers of one unit.",
        ],
    ),
    (
        "links",
        [
            "Links and pictures",
            "Links to a page, city, form or file that is not there, or to a heading that the page does not have; pictures that are missing or none; links to files of a kind that is not published.",
            "Nothing happens on a click, or the reader does not get to the part that is meant.",
            "Write the path of the source file, from the folder of the page; behind # the heading of that page.",
        ],
    ),
    (
        "publication",
        [
            "Files that are not published",
            "Files in content/ that no page uses, or only drafts, expired pages and news of days to come. None of them is published.",
            "What is thought to be published is not; a list of people in the wrong place will be published by somebody one day.",
            "Link to what is to be published, or show it on a page; move the rest out of content/.",
        ],
    ),
    (
        "navigation",
        [
            "Navigation",
            "A page in the navigation of site.yaml that content/ does not have, or that is there twice.",
            "Every page has a link that does not work.",
            "Write the path of the page's file below content/.",
        ],
    ),
    (
        "front-matter",
        [
            "The head of a page",
            "translation_of, easy_read_of, cards, related, audience or document that name nothing there is; drafts, expired pages and news of days to come, each by name; an updated later than as_of.",
            "“Easy to read”, “English” and “read next” lead nowhere; those whom the page is for do not find it.",
            "Write the path of a page of content/; readers as audiences: of content/facts.yaml has them.",
        ],
    ),
    (
        "search",
        [
            "What people search for",
            "Queries of content/search.yaml whose first three answers have none of the pages they are to find; those that are to find nothing (doors) and find something; pages that are not there.",
            "People ask in their own words, do not find the page that is there, take it that there is none, and leave.",
            "Use people's words in the page's title or headings; or write them into also: of the page, form or city, or of the term in facts.yaml.",
        ],
    ),
    (
        "measures",
        [
            "Departments and readers of measures",
            "Departments or readers of a measure that departments: or audiences: do not have.",
            "The measure is missing where one looks by department or by reader.",
            "Correct the name, or add it to departments: or audiences: in content/facts.yaml.",
        ],
    ),
    (
        "overlays",
        [
            "What offices decide",
            "Decisions in forms/cities about forms, fields, lists or settings that are not there; about what the programme alone decides; values of the wrong kind or out of range; fields and options that replace others or have codes that are not the city's; fields hidden that must be answered; decisions made for another version.",
            "Forms of several cities cannot be put together, or do not ask what law and programme want asked.",
            "As each message says; an office only adds and only narrows.",
        ],
    ),
    (
        "duplicates",
        [
            "The same name twice",
            "Two forms of a number, two options of a list that are alike, two cities of a name or code, two actions or measures of a number, two files of an address.",
            "Answers cannot be told apart, and one page takes the place of another.",
            "Rename or remove one of them.",
        ],
    ),
    (
        "answer-names",
        [
            "Two answers of a name",
            "Two places to fill in whose answers would have one name; names that the program uses itself.",
            "What is typed in one place shows in the other; two columns of a table cannot be told apart.",
            "Rename one of them.",
        ],
    ),
    (
        "conditions",
        [
            "Conditions and constraints",
            "relevant and constraint that read a field that is not there, comes later or has no single answer; options that are not in the list or not quoted; a division by zero, or numbers too large to be exact.",
            "The field is asked never or always, and what the sheet says of it makes no sense.",
            "Correct names and options; put the condition on the later field.",
        ],
    ),
    (
        "cycles",
        [
            "Conditions in a circle",
            "Fields whose conditions read each other, or themselves.",
            "None of them can be filled in before the other.",
            "Remove one of the conditions.",
        ],
    ),
    (
        "grid",
        [
            "Twenty-four columns",
            "A label and its cell that are wider than 24 columns; holes beside a field of several rows; columns of a table that do not add up to 24; a note column without room for the rest.",
            "It does not fit on paper.",
            "Change label_width and width so that a row is filled.",
        ],
    ),
    (
        "relations",
        [
            "Relations between figures",
            "Relations that do not hold; those that are acknowledged are listed as known contradictions; an acknowledgement of one that holds.",
            "Two figures say something different of one thing, and nobody knows which to believe.",
            "Correct the figure; where the document contradicts itself say so under acknowledged, and the site tells its readers.",
        ],
    ),
    (
        "derived",
        [
            "Derived figures",
            "A derived figure that its expression does not come to, rounded to the decimals that are written; one derived from itself; numbers too large to be exact.",
            "The figure it was taken from changed and it did not, or it has no source at all.",
            "Correct the value or the expression.",
        ],
    ),
    (
        "counts",
        [
            "Figures that can be counted",
            "A fact with counts: (cities, forms, actions, measures) that says another number than there are in the project.",
            "A page says thirty cities, and thirty-one are listed.",
            "Remove what is too many or add what is missing; if the figure changed, correct it with its source. Whoever is about to add one may acknowledge it in site.yaml.",
        ],
    ),
    (
        "external",
        [
            "Figures from elsewhere",
            "External facts without an address; those with one are listed for somebody to verify.",
            "A figure that nobody verified looks official on the site.",
            "Write the address; once verified give the document, or remove the figure.",
        ],
    ),
    (
        "deadlines",
        [
            "Documents that have run out",
            "Documents whose until is before as_of and which say nothing under superseded.",
            "Readers take targets of the past for those of today.",
            "Find out what follows the document, and write it under superseded, even that nothing was found.",
        ],
    ),
    (
        "sources",
        [
            "Sources",
            "Fields, actions and measures without a source; derived facts with neither expression, source nor note. A field may have that of its section; what no document says is inferred.",
            "Nobody can say why the field is there or where the figure is from.",
            "Write source: with the section, or inferred: with the reason.",
        ],
    ),
    (
        "trace",
        [
            "What the plan asks for, and the items of forms",
            "Sections that a form must serve (serves) and that no field has as its source; fields from sections that their form does not serve; requirements of the plan (content/requirements.yaml) that no item and no page serves and that are not undecided; sections, items and pages that are not there.",
            "What the plan asks for has no place to be written down, and nobody notices before the inspection; nobody can say what a field is for.",
            "Add the field, correct its source, or say in requirements.yaml which page serves it or why it is undecided.",
        ],
    ),
    (
        "claims",
        [
            "Words that need a source",
            "Words that claims: of facts.yaml lists, such as “free of charge”, in a page or form that it does not name; files that it names and that do not have the words.",
            "Somebody relies on it and is charged, and nobody can say what it was based on.",
            "Remove it where no source says so; where one does, name it there and add the file to where:.",
        ],
    ),
    (
        "privacy",
        [
            "Personal information",
            "Numbers of disability certificates, photographs, kinds and grades of disability that are not sensitive, and numbers of identity that are not personal; forms that ask for sensitive information without a separate consent or a place to sign it; a consent behind what it covers; others whom the form names (autocomplete: section-…) and nobody tells (third_parties).",
            "That somebody is disabled is sensitive; to collect it without a separate consent is against article 29 of 个人信息保护法; who is told after they wrote was not told (article 17).",
            "Write privacy: sensitive, and add fields of type consent, before all that is personal, and signatures. What else is sensitive the author alone can see.",
        ],
    ),
    (
        "notices",
        [
            "What people are told",
            "Parts of a consent that say only 无, 略, 待定 or 同上, or are too short to say anything; rights that name none, such as to see, correct or withdraw.",
            "A consent without being told is none: article 17 of 个人信息保护法 wants plain, true and complete words.",
            "Say what is true of this form; of what is undecided insert a setting by ${name}.",
        ],
    ),
    (
        "persons",
        [
            "Names, telephones, numbers of identity",
            "Mobile numbers, telephone numbers with an area code, numbers of identity and names of persons (联系人：张三, 张三先生, 李老师) in pages, forms and facts.yaml. An office's telephone in its city's file is another matter.",
            "A person is on a page that everybody and every search engine reads; people go on calling somebody who has left.",
            "Remove it and name the office, or write its telephone under office.hotline. Where a person agreed to it, acknowledge it in site.yaml with the reason.",
        ],
    ),
    (
        "undecided",
        [
            "What is undecided",
            "Settings, numbers of copies, terms of keeping and days of effect that are undecided, each by name; a value that is missing without a reason is an error.",
            "What the document leaves open no program may decide; unless it is listed nobody will.",
            "Once it is decided write value and remove undecided; else say why it is open.",
        ],
    ),
    (
        "law",
        [
            "What rests on law and nobody has looked at",
            "The articles of law that a form rests on (basis, covers, require_covers, notice and consent) and that its texts name, a line a form, until somebody who knows the law has looked at this version.",
            "Who writes a form need not know the law; where an article is wrong or a duty is missing, people with disabilities bear it.",
            "Have it looked at, then write legal_review: {version: 1.0.0, by: who looked at it}; a new version is looked at again.",
        ],
    ),
    (
        "offices",
        [
            "Offices of the cities",
            "What is not known of a city's office, a line a city.",
            "It is no fault: what is unknown is printed as a blank, and pages say how to find the office. It is listed so that somebody finds out.",
            "Write it once it is certain; never guess.",
        ],
    ),
    (
        "divisions",
        [
            "Division codes",
            "A city's adcode whose first two digits are not its province's (GB/T 2260), or that is no city's or municipality's code.",
            "The code is in the number of every sheet; a wrong one mixes two cities up and counts sheets for another province.",
            "Correct it by the published codes: two digits for the province, 00 at the end of a city's (420100), four zeros for a municipality (110000).",
        ],
    ),
    (
        "publisher",
        [
            "Publisher and filings",
            "A publisher: in site.yaml without a profile, or without what that profile must say.",
            "Readers do not know whose site it is and who mends its errors; what must be shown is missing.",
            "Write what the organiser gives you and nothing invented; profile is gov or org.",
        ],
    ),
    (
        "serial",
        [
            "How a number is written",
            "Parts of serial that are not understood: letters, digits, -, _ (a box to write in) and ${adcode} are.",
            "The corner of the sheet says something nobody can read.",
            "Write it as in \"${adcode}-3-____-_____\".",
        ],
    ),
    (
        "autocomplete",
        [
            "What a field is for",
            "An autocomplete that is no purpose of WCAG 2.2, section 7, or does not suit the type of the field.",
            "Browsers do not know what is asked, and cannot fill in names and numbers for those who type with difficulty (WCAG 1.3.5).",
            "Write one such as autocomplete: tel; where a form asks of several persons put section- before it.",
        ],
    ),
    (
        "certificates",
        [
            "Certificates and other fields",
            "of, kind or grade of a certificate_number that name a field that is not there or of another type.",
            "A number that contradicts the identity, kind or grade goes unnoticed.",
            "of names an id_number; kind and grade name choices whose list is of GB/T 26341.",
        ],
    ),
    (
        "agreement",
        [
            "Articles of an agreement",
            "A law that require_covers lists and no article covers; a form with articles and without require_covers.",
            "The agreement lacks what the law wants in it, and there is nothing to go by when something happens.",
            "Add the article, and write the law under its covers; a paragraph (志愿服务条例17.2) counts.",
        ],
    ),
    (
        "punctuation",
        [
            "Half-width punctuation",
            "Half-width commas, semicolons, colons, question and exclamation marks and opening brackets between hanzi.",
            "The line is cramped and in two typefaces.",
            "Write the full-width ones.",
        ],
    ),
    (
        "pairs",
        [
            "Brackets and quotation marks in pairs",
            "（）《》“”〔〕【】「」 of which one half is missing, or which cross. The number of an item, 1）, is none.",
            "Nobody knows where the words end that are meant, and a screen reader reads the rest as a title.",
            "Add the half that is missing, or remove the other.",
        ],
    ),
    (
        "numbering",
        [
            "Numbers left out",
            "Typed numbers that leave one out: 一、二、四、; （一）（三）; （1）（3）; ①③. Of lists (1. 2. 4.) it is told when the page is read, as the program counts them anew.",
            "Readers think that an item is missing, and “item 4” is another one.",
            "Number the items one after the other; a list may have 1. everywhere.",
        ],
    ),
    (
        "glossary",
        [
            "One name for one thing",
            "Words that glossary: lists under avoid, in pages, forms and facts.yaml. What stands in “” is quoted.",
            "One thing has several names, and readers take it for several things.",
            "Write the word of the glossary, or put “” around what is quoted.",
        ],
    ),
    (
        "leftovers",
        [
            "Remnants of web pages, scans and templates",
            "Advertisements and misread words that came along with a document; signs of markup in texts that know none; what formpress new left to be written.",
            "Readers find advertisements, errors and signs that mean nothing to them.",
            "Remove it or correct it by the document; write your own words in place of 【请写…】.",
        ],
    ),
    (
        "typed-figures",
        [
            "Figures typed by hand",
            "A figure of ten or more in a page, with its unit and in any spelling (24000, 2.4万, 二万四千, 10％, 百分之十), that is one of facts.yaml; or that is none and whose paragraph names no source (a document in 《》, an article, a footnote).",
            "When the figure changes the typed one does not, and the two differ; of a figure without a source nobody can say where it is from.",
            "Write ${training.national}, or ${training.national!} without the unit; add what facts.yaml lacks with its source, or name the source in the paragraph.",
        ],
    ),
    (
        "descriptions",
        [
            "Titles and descriptions of pages",
            "Descriptions that are too long; two pages with the same title or description.",
            "Nobody can tell the pages apart in results of a search or by a screen reader.",
            "Say in a sentence or two what each page is about.",
        ],
    ),
    (
        "easy-read",
        [
            "Sentences and pictograms of easy pages",
            "Sentences of more than 15 hanzi, brackets or semicolons in a page with easy_read_of, and items without a pictogram.",
            "The page is for those to whom long sentences are hard; with them it is as hard as the full one.",
            "Make several sentences of it, one thought each; put ${pictogram:…} before every item, and what explains it into the same item.",
        ],
    ),
];
