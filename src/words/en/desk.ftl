# The first page of the desk.
# $role is one of the roles.
desk-you = You work here as { $role } of { $coalition }.
desk-nobody-follows = Nobody follows yet.
# Made of the two texts below.
desk-reach = { $followers } on { $servers }.
desk-followers =
    { $count ->
        [one] { $count } follower
       *[other] { $count } followers
    }
desk-servers =
    { $count ->
        [one] { $count } server
       *[other] { $count } servers
    }
desk-write = Write a statement
desk-no-statement = There is no statement yet.
desk-no-server = No other server to deliver to
desk-edit = Edit
desk-withdraw = Withdraw
# Where a statement stands; followed by the time since when.
desk-state-draft = Draft
desk-state-published = Published
desk-state-edited = Edited
desk-state-withdrawn = Withdrawn
desk-done-published = Published.
desk-done-changed = The change is published.
desk-done-withdrawn = Withdrawn.
desk-on-its-way =
    { $count ->
        [0] No other server follows yet.
        [one] It is on its way to { $count } server.
       *[other] It is on its way to { $count } servers.
    }
desk-correct = Correct it
desk-done-corrected = The correction is published.
