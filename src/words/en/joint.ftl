# On the page of a campaign that is one with those of other coalitions.
joint-heading = Together with
joint-total = { $count ->
    [one] About { $count } person has signed, all together
   *[other] About { $count } people have signed, all together
}
joint-count = { $count ->
    [one] { $count } signed there
   *[other] { $count } signed there
}
# The desk.
joint-title = Joint campaigns
joint-intro = Several coalitions, each with its own page and its own signers, and one number on all pages. Who signed stays with the coalition where they signed.
joint-none = There is nothing here yet.
joint-led = Led by us
joint-others = Led by others
joint-state-invited = Invited
joint-state-joined = Takes part
joint-state-declined = Declined
joint-state-left = No longer part
joint-invite-heading = Invite a coalition
joint-invite-warning = They see the name of our campaign. If they take part, both pages name both campaigns, everybody can see that we stand together, and how many have signed here is told to them.
joint-invite-campaign = Our campaign
joint-invite-partner = Address of the coalition
joint-invite-send = Invite them
joint-no-campaign = Only a campaign that gathers support can take part, and none does now.
joint-accept-campaign = Our campaign that takes part
joint-accept-warning = If we take part, both pages name both campaigns. How many sign with us is told to the coalition that leads, and a blurred sketch by which those who signed with both are counted once. No name, no address and nothing else of one person is told.
joint-approve = Others must approve before our campaign stands beside another. Until then nobody is told.
joint-accept = Take part
joint-decline = Decline
joint-leave = Take part no longer
joint-remove = Take them out
joint-take-back = Take the invitation back
joint-done = Done.
