# The page where somebody looks after their own account.
# $role is one of the roles.
account-you = You are { $name }, { $role } of { $coalition }.
account-moving = Take your follows and lists along, bring them here, or move
account-no-password = You have no password yet: you come in by links that somebody makes for you.
account-password = Your password
account-present-password = Your present password
account-new-password = New password
account-password-effect = A new password signs you out on every other device and in every app.
account-change-password = Change the password
account-set-password = Set the password
account-second-step = Second step
account-authenticator-on = When you sign in with your password, you are asked for a code of your authenticator as well.
account-codes-left =
    { $count ->
        [one] { $count } recovery code is left.
       *[other] { $count } recovery codes are left.
    }
account-authenticator-why = An authenticator is an app on your phone that shows a new code every 30 seconds. With it, a stolen password alone opens nothing.
account-new-codes = Make new recovery codes
account-turn-off = Turn it off
account-turn-on = Turn it on
account-set-up = Set up an authenticator
account-sessions = Where you are signed in
account-sessions-known = We know when a session was made, and nothing about the device or the place.
account-this-device = This device.
account-by-link = Since { $since }, by link. Ends { $until }.
account-by-password = Since { $since }, with password. Ends { $until }.
account-end = End it
# After "End it", for those who hear the page.
account-since = (since { $when })
account-end-others = Sign out everywhere else
account-authenticator-how = Open your authenticator, add an account by hand, and type this key. Or open the address below on the device where the authenticator is.
account-key = Key
account-address = Address
account-authenticator-effect = Nothing is changed before the code fits. Then you are signed out on every other device and in every app.
account-code-hint = The six digits that your authenticator shows now
account-not-now = Not now
account-codes-title = Recovery codes
account-codes-heading = Your recovery codes
account-codes-how = Each of them signs you in once in the place of a code, should you lose your authenticator. Write them down and keep them where nobody looks: they are shown only now.
account-codes = Codes
account-codes-done = I have written them down
account-done-password = Your password is changed. You are signed out everywhere else.
account-done-off = The authenticator is off. Your password alone signs you in.
account-done-ended = Done. What was ended cannot be used any more.
account-not-yours = This is not your password. Type the one you sign in with.
account-fault-password-blank = Enter the new password.
# What somebody stands behind, on the page of their own account.
account-signed = Campaigns you stand behind
account-signed-known = Only you see this list. Others see your name with a campaign only where you chose so.
account-signed-none = You have signed no campaign with this account.
account-signed-named = Your name is shown.
account-signed-initials = The first letters of your name are shown.
account-signed-hidden = You are only counted.
account-take-back = Take it back
account-to-sign = Campaigns you can sign
account-sign-named = Sign, with my name
account-sign-hidden = Sign, without my name
account-done-signed = You stand behind it. You can take it back here at any time.
account-done-taken = Your signature is taken back. It counts no more, and nothing of it is kept.
account-events = Events you come to
account-events-known = Only you see this list. Others see the number.
account-events-none = You have answered to no event with this account. Look at the <a>events to come</a>.
account-done-answer = Your answer is taken back. It counts no more, and nothing of it is kept.
