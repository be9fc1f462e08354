# Campaigns at the desk.
plan-list-title = Campaigns
plan-list-empty = There is no campaign yet.
plan-ended = Has ended: take a step
plan-new = Write a campaign
plan-followers = { $count ->
    [0] Nobody follows yet
    [one] One follower
   *[other] { $count } followers
}
plan-servers = { $count ->
    [0] Followed from no other server
    [one] Followed from one other server
   *[other] Followed from { $count } other servers
}
plan-changed = Changed { $when }
plan-all = All campaigns
plan-edit = Edit
plan-look = How it looks
plan-public-page = Public page
plan-milestones-reached = { $count ->
    [one] { $reached } of { $count } milestone reached
   *[other] { $reached } of { $count } milestones reached
}
plan-steps = Next step
plan-steps-hint = Each of these asks first, and says what it does.
plan-over = The campaign is closed, and stays so.
plan-said = What was said
plan-nothing-said = Nothing was said in it yet.
plan-write-coalition = Write as the coalition
plan-write-campaign = Write as the campaign
plan-by-campaign = Said by the campaign
plan-by-coalition = Said by the coalition
plan-is-key = At its head
plan-pin = Put it at the head
plan-delivery = Delivery
plan-edit-said = Edit
plan-withdraw-said = Withdraw
plan-no-server = No other server to deliver to
plan-outcome = Delivered { $delivered }, waiting { $waiting }, refused { $refused }
plan-done-saved = Saved.
plan-done-step = Done. Everybody can see it.
plan-done-published = Published.
plan-done-pinned = It stands at the head of the campaign now.
# The form.
plan-new-title = New campaign
plan-edit-title = Edit campaign
plan-name = Name
plan-name-hint = Short, as people will say it
plan-handle = Handle
plan-handle-hint = Others follow it by this name: small letters, digits, _ and -, as in clean-river. It is fixed when the campaign opens.
plan-handle-fixed = Its handle is { $handle } and stays so.
plan-handle-wrong = Choose another handle: 1 to 30 small letters, digits, _ or -. Some names are reserved.
plan-language = Language of these texts
plan-goal = Goal
plan-goal-hint = What is to be reached, in one sentence
plan-demands = What is demanded
plan-demands-hint = One demand in each line. Empty lines are left out.
plan-demand = Demand { $count }
plan-more-demands = Add more demands
plan-addressed = Of whom
plan-addressed-hint = Those who can decide it, with their office if it helps.
plan-asked = Decision-maker { $count }
plan-office = Office of decision-maker { $count }
plan-more-addressed = Add more decision-makers
plan-about = Why
plan-about-hint = An empty line starts a paragraph. **bold**, *italic*, - for a list, [words](address) for a link.
plan-time = From when until when
plan-starts = First day
plan-ends = Last day
plan-day-hint = Like 2026-12-01
plan-milestones = Milestones
plan-milestones-hint = Points on the way: a day, or a number of supporters. Mark those that are reached.
plan-milestone = Milestone { $count }
plan-milestone-day = Its day
plan-milestone-supporters = Supporters that make it
plan-milestone-reached = It is reached
plan-more-milestones = Add more milestones
plan-sectors = Fields of work
plan-sectors-hint = Others find the campaign by them.
plan-tags = Tags
plan-tags-hint = Further words without spaces, with commas between them: water, dam
plan-regions = Regions
plan-regions-hint = Countries like HU, parts of them like HU-BU, or numbers of the UN like 150, with commas between them
plan-reads = Languages of its people
plan-reads-hint = What its people read and write.
plan-donations = Ways to give money
plan-donations-hint = Several are better than one: each can be cut off. An https address, or a payto, bitcoin or monero address.
plan-donation = Name of way { $count }
plan-link = Address of way { $count }
plan-more-donations = Add more ways
plan-mirrors = Copies elsewhere
plan-mirrors-hint = Where the same can be read if this server cannot be reached. https or onion addresses.
plan-mirror = Copy { $count }
plan-more-mirrors = Add more copies
plan-nothing-yet = Nothing is saved yet. The next page shows how it will look.
plan-changed-meanwhile = Somebody else changed this campaign since you opened the form. Look at what it says now: what you save takes its place.
# How it will look.
plan-look-title = This is how it will look
plan-from = From { $name }
plan-until = Until { $name }
plan-supporters = { $count ->
    [one] One supporter
   *[other] { $count } supporters
}
plan-reached = Reached
plan-give = Donate
plan-change = Go back and change it
plan-back = Back to the campaign
plan-save = Save the draft
plan-save-public = Publish the change
plan-only-desk = Only those who work here can see it. Nothing leaves this server before the campaign is opened.
plan-goes-nowhere = No other server follows it yet. It appears on the public page at once, and anyone can copy it.
plan-goes-to = { $count ->
    [one] This goes to one server and cannot be called back.
   *[other] This goes to { $count } servers and cannot be called back.
}
plan-goes-more = What it said before may stay on other servers. Nobody reads who changed it.
# Steps.
plan-step-title = { $name }?
plan-step-open = Open it to everybody
plan-step-gather-again = Gather support again
plan-step-delivered = The demands are delivered
plan-step-answered = They have answered
plan-step-won = The campaign is won
plan-step-lost = The campaign is lost
plan-step-closed = Close it
plan-open-public = Everybody can see the campaign from now on, and nothing makes it unseen again.
plan-open-handle = It gets an account of its own that others follow: { $name }. This name is fixed for good.
plan-open-after = What it says can still be changed; others see each change. Nobody reads who opened it.
plan-close-for-good = It says nothing more and never opens again. Its page stays readable.
plan-step-stays = The step stands on its page with today’s date and stays there.
plan-step-keep = Not now
plan-step-not-yet = This step cannot be taken yet
plan-step-meanwhile = The campaign has taken another step since you opened the page. Nothing was done.
plan-source = The idea it takes up
plan-discard = Throw this draft away
plan-discard-title = Throw this draft away?
plan-discard-gone = Everything that was written in it is gone for good. Nobody outside has seen it.
plan-discard-handle = The name { $name } is free again.
