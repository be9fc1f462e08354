# The form for a statement.
write-edit = Edit statement
write-public-since = It is public since { $when }. Readers can see every version, this one too.
write-language = Language
write-title = Title
write-title-hint = What it says, in one sentence
write-text = Text
# The marks and what they stand for; *, -, [ ], ( ) and # stay as they are.
write-text-hint = An empty line starts a paragraph. **bold**, *italic*, - for a list, [words](address) for a link, #tag for a tag.
write-warning = Content warning (optional)
write-warning-hint = If readers should be warned, say of what. The text stays closed until they open it.
write-more = More languages
write-more-hint = Up to { $count }. Leave empty what you do not need.
write-nth-language = Language { $count }
write-nth-text = Text in language { $count }
write-choose = Choose a language
write-keep-draft = Keep as draft
write-not-yet = Nothing is published yet. The next page shows how it will look and where it goes.
write-changed-meanwhile = Somebody else changed this statement since you opened it. Look at the present version first: what you send now takes its place.
# $count is the number of the text in the form.
write-fault-language = Choose the language of text { $count }.
write-fault-empty = Write the text of the statement.
# $name is the name of a language, in that language.
write-fault-empty-in = Write the text in { $name }, or take that language out.
write-fault-title = Shorten the title in { $name } to { $count } characters or fewer.
write-fault-text = Shorten the text in { $name } to { $count } characters or fewer.
write-fault-twice = There are two texts in { $name }. Keep one of them.
write-fault-languages = A statement can have { $count } languages at most.
write-fault-attachment = The attachment { $name } is not an https address.
write-fault-warning = Shorten the content warning to { $count } characters or fewer.
write-correct = Correct a statement
write-said = What was wrong
write-said-hint = One sentence. Readers see it above the text, here and elsewhere.
write-said-in = What was wrong, in this language
write-fault-said = Say in one sentence what was wrong.
write-fault-state = Choose how far the translation is.
write-files = Pictures and files
write-files-hint = Up to { $count }: JPEG, PNG, GIF or WebP of 16 MB each; films and sounds where this server reads them. What a file tells of its camera and place is taken out.
write-nth-file = File { $count }
write-file = Choose a file
write-alt = What it shows
write-alt-hint = For those who do not see it.
write-file-gone = Take this file away
write-fault-alt = Say what file { $count } shows, for those who do not see it.
write-fault-alt-long = Shorten the description to { $count } characters or fewer.
