# Sharing, boosting or answering a statement from the reader's own server.
interact-heading = Share, boost or reply
interact-title = Share, boost or reply: { $name }
interact-at-home = You do this on your own server, with the account you have there.
interact-way = Tell us where your account is. We show you the way to this statement on your server.
interact-there = There you can share, boost or answer this statement with your own account: { $title }
