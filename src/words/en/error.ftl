# Pages for what went wrong: what happened, what is safe, what to do.
error-nothing-done = Nothing was saved, changed or sent.
error-refused = That cannot be done
error-bad-request = We did not understand that
error-bad-request-happened = Your browser sent something this page cannot use. Part of a link or form may be missing.
error-bad-request-advice = Go back, load the page again and try once more.
error-forbidden = You cannot open this page
error-forbidden-happened = You are not signed in, your session has ended, or your role does not include this.
error-forbidden-advice = Sign in with your name and password, or ask an owner of this coalition for a sign-in link.
error-not-found = We could not find that page
error-not-found-happened = The address may be mistyped or cut off, or there never was a page here.
error-not-found-safe = The public statements are where they were.
error-not-found-advice = Check the address, or look for it among the statements.
error-gone = This page was withdrawn
error-gone-happened = There was a page here. It was taken back and will not return.
error-gone-safe = Everything else is where it was.
error-gone-advice = Look for newer words among the statements.
error-too-large = That was too large
error-too-large-happened = The text or file is larger than this server takes in one piece.
error-too-large-safe = Nothing was saved, changed or sent. What you wrote is still in your browser.
error-too-large-advice = Go back, make it shorter or smaller, and send it again.
error-too-many = Too many tries
error-too-many-happened = This server got more requests in a short time than it answers.
error-too-many-safe = Nothing was saved, changed or sent by the last one.
error-too-many-advice = Wait a little, then try once more.
error-internal = Something went wrong here
error-internal-happened = The fault is on our side. It was written to the log of this server.
error-internal-safe = A change is either saved whole or not at all. Nothing is half done.
error-internal-advice = Before you send something again, look whether it is already there.
error-unavailable = We cannot answer just now
error-unavailable-happened = This server is starting, being looked after, or has too much to do.
error-unavailable-safe = What was saved before is safe. The last request was not taken.
error-unavailable-advice = Wait a few minutes, then load this page again.
error-wait-seconds =
    { $count ->
        [one] You can try again in <strong>{ $count } second</strong>.
       *[other] You can try again in <strong>{ $count } seconds</strong>.
    }
error-wait-minutes =
    { $count ->
        [one] You can try again in <strong>{ $count } minute</strong>.
       *[other] You can try again in <strong>{ $count } minutes</strong>.
    }
error-wait-hours =
    { $count ->
        [one] You can try again in <strong>{ $count } hour</strong>.
       *[other] You can try again in <strong>{ $count } hours</strong>.
    }
error-reference = If you report this, give the number { $number }
