# What waits to be delivered, and what was set aside.
queue-title = Queues
queue-out = To be delivered
queue-in = To be applied
queue-aside = Set aside
queue-oldest = The oldest delivery waits since { $when }.
queue-lanes = Servers that something waits for
queue-well = Nothing waits, and no server is in trouble.
queue-waiting = { $count ->
    [0] Nothing waits.
    [one] One delivery waits.
   *[other] { $count } deliveries wait.
}
queue-failures = { $count ->
    [one] The last try failed.
   *[other] The last { $count } tries failed.
}
queue-lane-oldest = Oldest since { $when }
queue-lane-next = Next try { $when }
queue-lane-success = Last reached { $when }
queue-lane-never = Never reached
queue-retry = Try now
queue-drop = Drop what waits
queue-more = { $count ->
    [one] And one more server.
   *[other] And { $count } more servers.
}
queue-aside-heading = Set aside
queue-aside-none = Nothing was set aside.
queue-aside-lead = This came from other servers and could not be applied. After an update of this server it may work.
queue-requeue = Try again
queue-retried = { $count ->
    [one] One delivery is tried now.
   *[other] { $count } deliveries are tried now.
}
queue-dropped = { $count ->
    [one] One delivery is dropped.
   *[other] { $count } deliveries are dropped.
}
queue-requeued = It is tried again.
queue-nothing = Nothing waits for { $name } any more.
queue-drop-title = Drop what waits for this server?
queue-drop-count = { $count ->
    [one] One delivery never reaches this server. This cannot be undone.
   *[other] { $count } deliveries never reach this server. This cannot be undone.
}
queue-drop-why = Its people do not see what was said, changed or withdrawn meanwhile. If the server is only down, wait: it is tried again for 7 days.
queue-drop-go = Drop it
queue-keep = Keep it
queue-held-back = Servers that send too much
queue-held-back-lead = Within the last hour they sent more than one server may, and were asked to send the rest later. If that is an attack, block the server.
queue-held-back-count = { $count ->
    [one] Held back once.
   *[other] Held back { $count } times.
}
queue-mails = Mails to be sent
queue-mails-failed = Mails that failed
queue-mails-heading = Mails in trouble
queue-mails-off = No mail is sent: the settings name no relay.
queue-mails-relay = The relay has taken no mail since { $when }:
queue-mails-well = No mail is in trouble.
queue-mails-lead = To whom they go is not shown here. A mail that failed goes nowhere until it is tried again.
queue-mails-retry = Try all of them now
queue-mails-more = { $count ->
    [one] And one more mail.
   *[other] And { $count } more mails.
}
queue-mails-retried = { $count ->
    [0] There was no mail to try.
    [one] One mail is tried now.
   *[other] { $count } mails are tried now.
}
queue-mail-waits = Waits; next try { $when }.
queue-mail-failed = Failed.
queue-mail-tries = { $count ->
    [one] Tried once.
   *[other] Tried { $count } times.
}
queue-mail-answer = Answer of the relay:
queue-mail-written = Written { $when }
queue-mail-drop = Drop this mail
queue-mail-gone = This mail is in trouble no more.
queue-mail-drop-title = Drop this mail?
queue-mail-drop-now = It is never sent. This cannot be undone.
queue-mail-drop-why = Whoever it is for waits in vain, and has to ask for it again.
queue-mail-dropped = The mail is dropped.
queue-mail-pledge = Confirmation of a signature
queue-mail-guest = Confirmation that somebody comes to an event
queue-mail-subscription = Confirmation of the newsletter
queue-mail-letter-check = Confirmation of a letter
queue-mail-letter = Letter to a decision-maker
queue-mail-newsletter = Newsletter
queue-mail-test = Test of the relay
