# Whom the coalition follows, what it passes on and answers.
following-title = Following
following-follow = Follow somebody
following-whom = Whom
following-whom-hint = Like @name@server.example, or the address of their page.
following-do-follow = Follow
following-of = { $name } follows
following-nobody = Nobody yet.
following-asked = Asked, not answered yet
following-do-unfollow = Follow no longer
following-boost = Pass a post on
following-post = Address of the post
following-post-hint = Begins with https://. Copy it from the browser.
following-do-boost = Pass it on
following-boosted = Passed on
following-do-unboost = Take back
following-answer = Answer a post
following-text = The answer
following-do-answer = Answer in public
following-hand-in-hint = Others approve it before it goes out.
following-do-hand-in = Hand it in
following-answers = Answers
following-fault-nothing = There is nothing at that address, or not for everybody.
following-fault-unreached = The other server did not answer. Try again later.
following-fault-empty = Write the answer.
following-boost-hint =
    { $count ->
        [0] It goes to nobody yet: no other server follows.
        [one] It goes to { $count } server.
       *[other] It goes to { $count } servers.
    }
following-answer-hint =
    { $count ->
        [0] No other server follows; the one whom you answer gets it, and it cannot be called back.
        [one] It goes to { $count } server and to the one whom you answer, and cannot be called back.
       *[other] It goes to { $count } servers and to the one whom you answer, and cannot be called back.
    }
following-done-followed = The coalition follows them.
following-done-asked = They are asked. It is followed once they agree.
following-done-unfollowed = The coalition does not follow them any more.
following-done-boosted = It is passed on.
following-done-unboosted = It is not passed on any more.
following-done-answered = The answer is published.
