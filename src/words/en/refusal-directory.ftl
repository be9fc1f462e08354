# What is refused to the directory, and about other servers.
refusal-directory-no-entry = Only coalitions and campaigns stand in the directory.
refusal-directory-not-discoverable = They do not want to be found in directories, so they are not asked.
refusal-directory-cannot-be-asked = Their server cannot answer such a request yet. Write to them, and ask again when it can.
refusal-directory-gone = They are gone, or have moved.
refusal-directory-listed = They are listed already.
refusal-directory-blocked = You block them, or they block you.
refusal-directory-no-sector = There is no sector "{ $name }".
refusal-directory-many = Give { $count } of a kind at most.
refusal-directory-own-domain = That is this server's own domain.
refusal-directory-no-rule = There is no rule for { $name }.
refusal-directory-note = Shorten the note to { $count } characters or fewer.
refusal-directory-report-self = You cannot report yourself.
