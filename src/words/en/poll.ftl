# The post in which other servers' people sign a campaign, in the language of the campaign.
poll-title = Sign: { $name }
poll-option-named = I sign, with my name
poll-option-hidden = I sign, without my name
poll-vote-here = Vote in this poll and you have signed. Your vote counts once.
poll-who-sees = Your name is shown on the page of the campaign only if you choose so. Nobody is told who voted; only those who run your server and ours could see it.
# The page of a campaign.
poll-heading = Sign from Mastodon
poll-hint = Vote in a post of the campaign with the account that you have, and you have signed. Tell us where your account is, and we show you the way.
poll-post = The post to vote in
# The desk.
poll-desk = Signing from other servers
poll-desk-signed =
    { $count ->
        [0] Nobody has signed in the poll yet.
        [one] One person has signed in the poll.
       *[other] { $count } people have signed in the poll.
    }
poll-desk-closed = The poll is closed.
poll-desk-none = People with an account elsewhere can sign by voting in a post of the campaign. There is no such post yet.
poll-desk-ask = Publish the poll
poll-desk-ask-hint = It goes to everybody who follows the campaign, and ends with it.
poll-desk-asked = The poll is published.
