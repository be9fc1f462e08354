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
# The page of a post that asks something.
poll-shown = The poll
poll-several = You can choose more than one.
poll-votes = { $count ->
    [one] { $count } vote, { $percent } %
   *[other] { $count } votes, { $percent } %
}
poll-voters = { $count ->
    [0] Nobody has voted yet.
    [one] { $count } person has voted.
   *[other] { $count } people have voted.
}
poll-counts-later = What they chose is shown at the end.
poll-until = Open until { $when }.
poll-ended = It ended { $when }.
poll-over = It has ended.
poll-signs = Whoever votes here signs the campaign <a>{ $campaign }</a>.
poll-vote = Vote from your own server
poll-vote-how = Vote with the account that you have, on Mastodon or another server. Say where it is, and we show you the way. Or search there for this address:
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
