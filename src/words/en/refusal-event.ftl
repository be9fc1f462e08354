# What is refused to events.
refusal-event-no-name = Give the event a name.
refusal-event-nowhere = Say where it takes place: a place, an address, or a link for those who join from afar.
refusal-event-backwards = The event ends before it begins.
refusal-event-endless = An event can last 60 days at most. What lasts longer is a campaign.
refusal-event-past = The event has begun already. Choose a time that is still to come.
refusal-event-link = The link for those who join from afar must begin with https:// or http://.
refusal-event-cancelled = The event was called off.
refusal-event-over = The event is over.
refusal-event-meanwhile = Somebody else has just changed this event. Look at it again before you change it.
refusal-event-no-language = It has no language.
refusal-event-answer = Choose whether you come or may come.
refusal-event-people = Say how many people come: a number from 1 to 10.
refusal-event-no-mail = This server sends no mail, so that nobody can answer here without an account.
refusal-event-post-edit = This post belongs to an event and changes with it. Change the event: { $address }
refusal-event-post-delete = This post belongs to an event that still takes place. Call the event off, and the post says so: { $address }
