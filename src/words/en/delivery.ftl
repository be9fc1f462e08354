# What became of a statement on other servers.
delivery-title = Delivery: { $name }
delivery-heading = Delivery
delivery-back = Back to the desk
delivery-none = There was no other server to deliver to.
delivery-delivered = Delivered
delivery-waiting = Waiting
delivery-refused = Refused
delivery-outcome = Delivered { $delivered }, waiting { $waiting }, refused { $refused }
delivery-progress =
    { $count ->
        [one] Delivered to { $done } of { $count } server
       *[other] Delivered to { $done } of { $count } servers
    }
delivery-counted = Counted { $when }
delivery-count-again = Count again
delivery-missing = Servers that do not have it
delivery-server = Server
delivery-happened = What happened
delivery-next = Next try
delivery-tries =
    { $count ->
        [one] ({ $count } try)
       *[other] ({ $count } tries)
    }
delivery-no-more = No more
delivery-more = And { $count } more.
delivery-again = Waiting servers are tried again for 7 days, with longer and longer pauses.
delivery-why-gone = The mailbox there no longer exists
delivery-why-expired = It was not reached for 7 days
delivery-why-dropped = It was taken off the list here
delivery-why-not-yet = Its turn has not come yet
delivery-why-unreached = It could not be reached
delivery-why-not-accepted = It does not accept messages from this coalition
delivery-why-too-long = The statement is too long for it
delivery-why-wait = It asked us to wait
delivery-why-fault = It has a fault of its own
delivery-why-refused = It refused the statement
# $why is one of the sentences above, $status the number that the server answered with.
delivery-answer = { $why }, answer { $status }
