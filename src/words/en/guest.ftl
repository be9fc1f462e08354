# Coming to an event without an account.
guest-heading = Say that you come
guest-hint = No account needed. You get one mail with a link, and only when you open it are you counted.
guest-answer = Do you come?
guest-answer-yes = Yes
guest-answer-maybe = Perhaps
guest-people = How many people
guest-people-hint = You are one of them. A number from 1 to 10.
guest-send = Send
guest-privacy = Your address is not kept: only a fingerprint of it, so that you count once, and that goes 30 days after the event. So we cannot remind you. The mail has a link that takes your answer back.
guest-people-wrong = Say how many people come: a number from 1 to 10
guest-answer-missing = Choose whether you come or may come
guest-wait-title = Many people answer right now
guest-asked = If this address can get mail, there will be one from us in a few minutes. Open the link in it: only then are you counted. Otherwise your answer is erased after two days.
guest-said-yes = { $count ->
    [one] 1 person comes to “{ $name }”.
   *[other] { $count } people come to “{ $name }”.
}
guest-said-maybe = { $count ->
    [one] 1 person may come to “{ $name }”.
   *[other] { $count } people may come to “{ $name }”.
}
guest-confirm-title = Confirm your answer
guest-confirm-button = Yes, count this
guest-confirm-not-you = If it was not you who answered, close this page. It will be erased.
guest-counts-title = Thank you. You are counted
guest-counts = Your answer counts for <a>{ $name }</a>.
guest-counts-calendar = <a>Put it into your calendar</a>. We have no address to remind you at.
guest-counts-erase = You can <a>take it back</a> at any time.
guest-erase-title = Take your answer back?
guest-erase = It no longer counts, and nothing of it is kept.
guest-erase-button = Take my answer back
guest-erased-title = Your answer is taken back
guest-erased = Nothing of it is kept here any more.
guest-stale = It is too old, was used already, or was cut off on its way. Nothing was changed. If you have confirmed, you are counted.
guest-over-title = Nobody can answer here at present
guest-over = The event is over or was called off, or this server sends no mail. Nothing was counted, and nothing of what you wrote is kept.
guest-full-title = Too many people answer at this moment
guest-full = Nothing of what you wrote was kept. Please come back in an hour.
guest-mail-subject = { $name }: please confirm your answer
guest-mail-asked = Somebody, hopefully you, answered with this address:
guest-mail-confirm = Open this to confirm, within two days. It takes the place of whatever you confirmed before:
guest-mail-calendar = The event for your calendar:
guest-mail-erase = To take your answer back, now or later, open:
guest-mail-not-you = If it was not you, do nothing. It does not count, and is erased after two days.
