# Unsaved work: a form whose session had ended when it came.
kept-away-title = Nothing is lost, and nothing was published
kept-away-lead = You were signed out while you worked.
kept-away-again = You are signed in again, and can go on where you were.
kept-away-open = Go on with it
kept-away-how = { $count ->
    [one] Sign in with this browser within one hour: what you typed is kept, sealed, and comes back to you alone.
   *[other] Sign in with this browser within { $count } hours: what you typed is kept, sealed, and comes back to you alone.
}
kept-title = Your unsaved work
kept-lead = You were signed out before you sent this. Nothing of it was published.
kept-since = Kept since { $when }
kept-open = Back to the form
kept-copy = This form cannot be filled in again by itself. Copy what you need, and open the form anew.
kept-texts = What you typed
kept-forget = Throw it away
