# Those who wait to become members, and invitations.
member-link-once = <strong>The link is shown only now.</strong> Whoever has it can use it.
member-waiting = Waiting for an answer
member-nobody-waits = Nobody waits for an answer.
member-asked = Asked { $when }
member-speaks = Speaks { $language }
member-no-reason = Gave no reason.
member-let-in = Let in
member-say-no = Say no
member-invite = Invite by link
# Followed by a list of roles.
member-become = Those who use it become
member-uses = How many people may use it
member-uses-hint = A number from 1 to 1,000
member-days = How many days it works
member-days-hint = A number from 1 to 90
member-make-link = Make a link
member-links = Links that can be used
# $role is one of the roles.
member-link = Makes a new { $role }. Used { $used } of { $uses } times. Ends { $until }.
member-revoke = Take it back
# After "Take it back", for those who hear the page.
member-ends = (ends { $when })
member-done-approved = They are a member now, and can sign in with the password they chose.
member-done-rejected = Nothing of their request is kept.
member-done-revoked = The link makes no members any more.
member-fault-uses = Enter a number of people from 1 to 1,000.
member-fault-days = Enter a number of days from 1 to 90.
