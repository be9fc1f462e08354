# Statements, in lists and on their pages.
statement-untitled = Statement without a title
statement-warning = Content warning:
statement-show-text = Show the text
statement-edited = Edited { $when }
# Followed by a row of languages.
statement-in-languages = In { $languages }
statement-newer = Newer statements
statement-older = Older statements
statement-pages = More statements
