# What stands around every page.
site-nameless = This coalition
site-skip = Skip to the content
site-nav = Main
site-menu = Menu
site-statements = Statements
site-follow = Follow
site-runs-on = Runs on Antiphon, free software.
site-source = Get its source
site-promise = These pages load nothing from other sites, run no script and count no visitors.
site-languages = Language of these pages
site-home = Go to the public page
site-desk = Desk
site-new-statement = New statement
site-members = Members
site-account = Your account
site-sign-in = Sign in
# In the navigation of the desk. $name is the role, for those who hear the page.
site-sign-out = Sign out
site-sign-out-role = ({ $name })
