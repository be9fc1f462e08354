# Ways to follow, on the pages of coalitions and campaigns.
follow-heading = Follow
follow-search = From Mastodon or another server: search there for { $handle }
follow-from-address = Or start from your own address
follow-address-like = Like @you@server.example
follow-feed = No account? <a>Read along in a feed reader</a>
