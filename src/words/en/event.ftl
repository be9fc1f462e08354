# An event: people are called to a place or to a meeting on the network.
event-when = When
event-where = Where
event-online = From afar
# $day is a whole date, $from and $until are like 14:00, $zone is like Europe/Budapest.
event-when-open = { $day }, { $from } ({ $zone })
event-when-day = { $day }, { $from } to { $until } ({ $zone })
event-when-days = { $day } { $from } to { $until } ({ $zone })
event-cancelled = This event was called off.
event-by = Event by { $name }
event-about = What happens
event-answers = Who comes
event-answers-yes = { $count ->
    [0] Nobody has said yet that they come.
    [one] 1 person has said that they come.
   *[other] { $count } people have said that they come.
}
event-answers-maybe = { $count ->
    [one] 1 more may come.
   *[other] { $count } more may come.
}
event-answers-how = Say that you come from Mobilizon or another server for events. We keep the number, and no list of people.
event-yours-yes = You have said that you come.
event-yours-maybe = You have said that you may come.
event-yours-none = You have not answered yet.
event-yes = I come
event-maybe = I may come
event-no = I do not come
event-yours-hidden = Others see the number, and nobody sees your name.
event-sign-in = Members <a>sign in</a>, then come back to this page and answer with one tap.
event-note-answer = Say whether you come:
event-ways-accounts = With an account:
event-ways-guests = By the form:
event-calendar = Put it into your calendar
event-post = Read and pass on the post about it
event-list = Events
event-list-of = Events: { $name }
event-list-none = There is no event to come.
event-list-calendar = Follow these events in your calendar
# The name of an event that does not take place.
event-called-off = Called off: { $name }
event-coming = Coming events
event-past = Events that are over
event-all = All events

# At the desk.
event-new = Call people to an event
event-none-yet = There is no event yet.
event-edit = Change the event
event-read = Read it
event-form-caller = Who calls
event-form-name = What it is called
event-form-starts = When it begins
event-form-clock = By the clock of the place, like 2026-12-05T14:00
event-form-ends = When it ends
event-form-optional = Leave it empty if nobody knows
event-form-zone = Time zone of the place
event-form-zone-hint = Like Europe/Budapest or Asia/Manila
event-form-no-zone = There is no such time zone. Write it like Europe/Budapest.
event-form-no-start = Write the day and the time when it begins, like 2026-12-05T14:00.
event-form-no-end = Write the day and the time when it ends, like 2026-12-05T16:00, or leave it empty.
event-form-place = Place
event-form-address = Address
event-form-online = Link for those who join from afar
event-form-online-hint = Begins with https://
event-form-about = What happens
event-form-about-hint = In Markdown
event-form-language = Language
event-form-goes = { $count ->
    [0] This is published. No other server follows yet. It cannot be called back, only called off.
    [one] This goes to 1 server. It cannot be called back, only called off.
   *[other] This goes to { $count } servers. It cannot be called back, only called off.
}
event-form-change = Everybody who was told hears of the change.
event-form-call = Publish and call
event-form-save = Publish the change
event-form-back = Back to the events
event-cancel = Call it off
event-cancel-ask = Call this event off?
event-cancel-goes = { $count ->
    [0] The page will say that it does not take place.
    [one] The page will say that it does not take place, and 1 server is told.
   *[other] The page will say that it does not take place, and { $count } servers are told.
}
