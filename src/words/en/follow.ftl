# Ways to follow, on the pages of coalitions and campaigns.
follow-heading = Follow
follow-search = From Mastodon or another server: search there for { $handle }
follow-from-address = Or start from your own address
follow-address-like = Like @you@server.example
follow-feed = No account? <a>Read along in a feed reader</a>
# The page that asks for the visitor's address, to lead them to their own server.
follow-title = Follow { $name }
follow-whom = Follow { $coalition }
follow-way = Tell us where your account is. We show you the way to your server, and you follow there.
follow-without-address = Without giving your address
follow-copy-address = Copy this address into the search field of your own server:
follow-keeps-nothing = We ask your server for one page and keep nothing: not your address, not your visit.
# $name and $server are the host name of the visitor's own server.
follow-continue-title = Continue on { $name }
follow-continue = Continue on { $server }
follow-there = There you can follow { $coalition } with your own account. If you are asked, this is the address: { $handle }
follow-go-to = Go to { $server }
follow-you-leave = You leave this site. Nothing has been sent in your name.
follow-no-page = That server gave us no page to go on. Open it yourself and search there.
follow-fault-missing = Enter your address, like @you@server.example
follow-fault-no-address = That does not look like an address. It has a name and a server, like @you@server.example
follow-fault-not-found = We could not find that server. Check the spelling after the last @, or try again in a minute
follow-fault-cannot-continue = Your server gave us no page to go on. Copy the address on this page into the search field there
