# What a feed says of what stands in it, and the ways to it.
feed-statement = Follow the changes of this statement in a feed reader
feed-event = Follow the changes of this event in a feed reader
feed-events = Follow these events in a feed reader
feed-directory = Follow in a feed reader who joins
feed-exchange = Follow new calls and ideas in a feed reader
# The name of a feed of one statement or event.
feed-changes-of = Changes: { $name }
# Before the title of a later version, and of one that puts the version before it right.
feed-changed = New version: { $name }
feed-corrected = Correction: { $name }
