# What is refused to signing a campaign.
refusal-pledge-no-name = Write your name.
refusal-pledge-shown = Choose whether your name, its first letters, or nothing of it is shown.
refusal-pledge-consent = Tick that you agree. Without it nothing of what you wrote is kept.
refusal-pledge-not-gathering = This campaign gathers no signatures at present. Nothing was counted.
refusal-pledge-over = This campaign has ended. Nothing was counted.
refusal-pledge-no-mail = This server sends no mail, so that nobody can sign here without an account.
refusal-pledge-option = There is no such option. Nothing was counted.
refusal-pledge-people-only = Only people sign. Choose your own account.
refusal-pledge-key = This is not a public key for sealing. It is one line that begins with age1.
