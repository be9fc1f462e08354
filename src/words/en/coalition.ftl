# The page of the coalition, and of people here.
coalition-title = { $name }: statements
coalition-followers =
    { $count ->
        [0] Nobody follows yet
        [one] <strong>{ $count }</strong> follower
       *[other] <strong>{ $count }</strong> followers
    }
# Followed by a row of languages.
coalition-writes-in = Writes in { $languages }
coalition-campaigns = Campaigns
coalition-no-statement = There is no statement here yet.
# What search engines and previews show where a coalition says nothing of itself.
coalition-statements-by = Statements by { $name }
# Behind a link of a profile: the page it leads to names this profile as well.
coalition-link-verified = Confirmed by that page, { $day }
