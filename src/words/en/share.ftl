# How many stand behind a campaign, in pictures and on small pages that other sites show.
share-standing = { $count ->
    [one] person stands behind it
   *[other] people stand behind it
}
share-standing-goal = { $count ->
    [one] person stands behind it. The next goal: { $goal }
   *[other] people stand behind it. The next goal: { $goal }
}
share-label = { $name }: { $number } { $words }
share-take-part = Take part

# The page that gives out the lines to copy.
share-title = Pass it on
share-title-of = Pass it on: { $name }
share-address = The address
share-handle = On Mastodon and its relatives: <strong>{ $name }</strong>
share-site = On your own site
share-lines = Copy one of these lines into your page. Each shows the number as it is, loads nothing but itself, runs no script and tells us nothing about your readers.
share-badge = A badge
share-badge-alt = The badge of this campaign
share-counter = A counter
share-counter-alt = The counter of this campaign
share-frame = A small page in a frame
share-picture = A picture for posters and posts
share-picture-link = The card of this campaign as PNG, 1200 by 630 pixels
share-programs = For programs
share-atom = Atom feed
share-json = JSON feed
# Before a number that several coalitions have estimated together.
share-about = about { $number }
