# The last look before a statement is published.
publish-check = Check before you publish
publish-check-change = Check the change
publish-nobody-follows = <strong>No other server follows yet.</strong> It appears on the public page at once, and anyone can copy it.
publish-goes-to =
    { $count ->
        [one] This goes to { $count } server and cannot be called back.
       *[other] This goes to { $count } servers and cannot be called back.
    }
publish-can-read =
    { $count ->
        [one] { $count } follower can read it there.
       *[other] { $count } followers can read it there.
    }
publish-earlier-text = Other servers may go on showing the earlier text. All versions stay public here.
publish-copies-stay = You can edit or withdraw it later, but copies may stay.
publish-signed-by = Your name is not shown: it is signed by { $coalition }.
publish-preview = This is how it will look
publish-to =
    { $count ->
        [0] Publish
        [one] Publish to { $count } server
       *[other] Publish to { $count } servers
    }
publish-change-to =
    { $count ->
        [0] Publish the change
        [one] Publish the change to { $count } server
       *[other] Publish the change to { $count } servers
    }
publish-go-back = Go back and change it
