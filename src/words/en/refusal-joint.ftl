# What is refused to joint campaigns.
refusal-joint-no-campaign = There is no public campaign of ours with the handle "{ $name }".
refusal-joint-not-gathering = Only a campaign that gathers support can be one with others.
refusal-joint-itself = A coalition cannot be invited by itself.
refusal-joint-not-capable = The server of { $name } does not know joint campaigns, or it is no coalition. Nothing was sent.
refusal-joint-invited = They have been invited already.
refusal-joint-joined = They take part already.
refusal-joint-full = No more coalitions can be invited to this campaign.
refusal-joint-led = This campaign is part of one that another coalition leads. Ask them to invite, or leave it first.
refusal-joint-no-part = They take no part any more.
refusal-joint-elsewhere = @{ $name } is one with other campaigns already ("{ $other }"). A campaign counts in one place only.
refusal-joint-not-in = We take no part in it.
refusal-joint-not-waiting = This invitation does not wait for an answer: { $state }.
refusal-joint-other = { $name } is another account by now than the one that was approved. Begin a new draft.
