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
