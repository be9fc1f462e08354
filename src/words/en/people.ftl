# People of the house and what they are.
people-title = People and roles
people-invite = Requests to join, and invitations
people-you = This is you
people-suspended = Suspended since { $when }
people-since = Here since { $when }
people-changed = Last change { $when }
people-back = Everybody
people-role = Role
people-role-label = What they are here
people-role-hint = It holds at once, in what they have open as well.
people-role-go = Change the role
people-role-done = { $name } has another role now.
people-entry = Signing in
people-out = They cannot sign in, and nothing is open for them.
people-let-back = Let them back in
people-back-done = { $name } may sign in again.
people-sessions = { $count ->
    [0] They are not signed in anywhere.
    [one] They are signed in on one device.
   *[other] They are signed in on { $count } devices.
}
people-link = Make a sign-in link
people-link-once = The link is shown only now, and works once within two days.
people-link-care = Whoever has it signs in as this person: hand it over in a safe way.
people-end = End all sessions
people-end-done = Every session, app and link of { $name } has ended.
people-suspend = Suspend
people-suspend-title = Suspend this person?
people-suspend-now = They are signed out everywhere at once, and cannot sign in any more.
people-suspend-more = Their apps, sign-in links and invitations end. What they wrote stays. You can let them back in later; what has ended stays ended.
people-suspend-go = Suspend them
people-suspend-done = { $name } cannot sign in any more.
people-keep = Do nothing
