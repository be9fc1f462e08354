# The line below a statement on other servers; names of organisations follow.
endorsement-by = Endorsed by:
endorsement-and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
# On the pages of statements and campaigns.
endorsement-heading = Who stands behind it
endorsement-count = { $count ->
    [one] { $count } organisation has endorsed this
   *[other] { $count } organisations have endorsed this
}
endorsement-since = Since { $when }
endorsement-proven = Signed by them
endorsement-unproven = Said on their own server, without a signature
endorsement-earlier = Endorsed an earlier version
endorsement-withdrawn = Withdrawn { $when }
endorsement-check = <a>Read the signed copies</a>
# The desk.
endorsement-title = Endorsements
endorsement-intro = Organisations put their name to one version of a text. When the text changes, they are asked again.
endorsement-received = Of our statements and campaigns
endorsement-given = Of the statements and campaigns of others
endorsement-none = There is nothing here yet.
endorsement-state-asked = Asked
endorsement-state-offered = Waits for a decision
endorsement-state-accepted = Accepted
endorsement-state-declined = Declined
endorsement-state-withdrawn = Withdrawn
endorsement-state-replaced = Replaced
endorsement-accept = Accept
endorsement-decline = Decline
endorsement-remove = Show it no longer
endorsement-withdraw = Withdraw
endorsement-renew = Endorse the present version
endorsement-endorse = Endorse it
endorsement-look-title = What you would put our name to
endorsement-look-there = Read it on their server
endorsement-look-bound = Our signature is bound to exactly these words. When they change, it counts no more.
endorsement-look-words = The words
endorsement-look-digest = Digest of this version:
endorsement-look-sign = Endorse these words
endorsement-look-approve = Others must approve before our name stands there. You hand in these very words.
endorsement-look-hand-in = Hand it in for approval
endorsement-look-back = Go back and sign nothing
endorsement-offer-heading = Endorse something of others
endorsement-offer-address = Address of the statement or campaign
endorsement-offer-hint = As your browser shows it, with https:// in front
endorsement-offer-warning = Our followers see that we passed it on, and everybody can see our name there.
endorsement-invite-heading = Ask a partner
endorsement-invite-object = Address of our statement or campaign
endorsement-invite-partner = Address of the partner
endorsement-invite-send = Ask them
endorsement-done = Done.
endorsement-done-plain = It is noted that they are asked. Their server does not know endorsements, so nothing was sent. Ask them in another way to reply to the statement with #{ $tag } or to boost it; you then confirm it here.
