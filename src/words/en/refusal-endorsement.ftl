# What is refused to endorsements.
refusal-endorsement-not-ours = "{ $name }" is not the address of a public statement or campaign of ours.
refusal-endorsement-not-waiting = This endorsement is { $state }; only one that waits for a decision can be accepted.
refusal-endorsement-text-changed = The text has changed since it was endorsed. Ask the partner to endorse the present version.
refusal-endorsement-changed-since = This is not the version that was looked at: it has changed since. Nothing was signed. Read it again.
refusal-endorsement-already = This endorsement is { $state } already.
refusal-endorsement-not-capable = The server of { $name } does not know endorsements, so it cannot endorse a campaign. Ask them for a statement of the campaign: give the address of that statement.
refusal-endorsement-asked = They have been asked already.
refusal-endorsement-offered = They have offered it already. Accept it.
refusal-endorsement-endorsed = They have endorsed the present version already.
refusal-endorsement-account = "{ $name }" is not the address of an account. It is like @name@server.example.
refusal-endorsement-statement-address = "{ $name }" is not the address of a statement. It begins with https://.
refusal-endorsement-own = An organisation cannot endorse its own words.
refusal-endorsement-not-shown = It holds more than can be shown here before it is signed, so it cannot be endorsed. Ask its coalition for a shorter or plainer version.
refusal-endorsement-only-known = Only statements and campaigns of servers that know endorsements can be endorsed. Boost it, or answer it.
refusal-endorsement-somebody-else = The statement is said to be by somebody of another server.
refusal-endorsement-server = The server of { $name } does not know endorsements. Boost it, or answer it.
