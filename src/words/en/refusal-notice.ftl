# What is refused about notices.
refusal-notice-empty = Write what you want to tell your members.
refusal-notice-long = Shorten the notice to { $count } characters or fewer.
refusal-notice-backwards = The last day is before the first.
refusal-notice-past = The last day is over already. Choose one that is still to come.
refusal-notice-no-sign = React with one emoji.
refusal-notice-many-kinds = There are { $count } kinds of reactions already. Choose one of them.
