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
# The page of a statement.
statement-by = Statement by <a>{ $coalition }</a>
statement-in-campaign = in the campaign <a>{ $campaign }</a>
# The title of a preview, for a statement that has none.
statement-of = Statement by { $name }
statement-published = Published { $when }
statement-changes = See what changed
statement-languages = Languages of this statement
statement-translated = This is a translation. <a>Read the original</a>
statement-attached = Attached
statement-undescribed = File without a description
# What kind of file it is; $name is like PNG.
statement-image = Image ({ $name })
statement-sound = Sound ({ $name })
statement-film = Film ({ $name })
statement-tags = Tags
statement-replies =
    { $count ->
        [one] <strong>{ $count }</strong> reply
       *[other] <strong>{ $count }</strong> replies
    }
statement-boosts =
    { $count ->
        [one] <strong>{ $count }</strong> boost
       *[other] <strong>{ $count }</strong> boosts
    }
statement-likes =
    { $count ->
        [one] <strong>{ $count }</strong> like
       *[other] <strong>{ $count }</strong> likes
    }
statement-check = How to check a copy
statement-signed-by = This text is signed by { $coalition }. Whoever changes a word of it breaks the signature. A copy that somebody shows you elsewhere is genuine if it has the same words as the signed copy.
statement-proof = Key, digest and signed copy
statement-save-copy = Save the <a>signed copy (JSON)</a>.
statement-compare = Compare its words with the copy you were shown.
statement-verify = Check the signature with the key below. Any program for the method eddsa-jcs-2022 can do it, without this site.
statement-compare-key = Compare the key with one you got from { $coalition } in another way, for example on paper.
statement-key = Key
statement-digest = Digest of the signed copy (SHA-256)
statement-signed = Signed
# On the printed leaflet, before the address.
statement-pass-on = Read it, pass it on, check it:
statement-qr = QR code with the address of this page
