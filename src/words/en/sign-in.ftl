# Signing in, with a password or by link, and out.
sign-in-to = Sign in to { $coalition }
sign-in-failed = You are not signed in
sign-in-failed-advice = Name, password and code do not fit together. Check all three and try again.
sign-in-for-app = An app asks to be let in. Only you can do that, so sign in first, in this browser. Then you see its question.
sign-in-name = Your name here
sign-in-password = Password
sign-in-code = Code
sign-in-code-hint = Six digits from your authenticator, or a recovery code. Leave this empty if you have none
sign-in-forgotten = Have you forgotten your password, or has somebody not let you in yet? Ask a person who runs this server: they can give you a link. Open it in this browser.
sign-in-join = Not a member yet? <a>Become a member</a>
# $role is one of the roles.
sign-in-as = Sign in as { $role } of { $coalition }
sign-in-link-once = This link works once. Use it on a device that only you can open.
sign-in-link-strange = You did not ask for this link? Close this page and tell an owner. Nothing happens until the button is pressed.
sign-in-out-title = Signed out
sign-in-out = You are signed out
sign-in-out-safe = This browser can no longer open the desk. On a shared device, close its windows too.
sign-in-again = To come back, <a>sign in again</a>, or use a new sign-in link.
sign-in-spent-title = Link cannot be used
sign-in-spent-used = This link was already used
sign-in-spent-used-advice = Each sign-in link works once. If it was not you who used it, tell an owner at once, so that they can end that session.
sign-in-spent-old = This link is too old
sign-in-spent-old-safe = Sign-in links work for a short time only. Nobody was signed in.
sign-in-spent-unknown = This link does not work
sign-in-spent-unknown-safe = It may have been cut off on its way. Nobody was signed in.
sign-in-new-link = Get a new link
sign-in-new-link-advice = Ask an owner of this coalition, or the person who runs this server.
