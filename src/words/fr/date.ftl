# How a day is written; $month is one of the names below.
date-day = { $day } { $month } { $year }
# The first day of a month, where it has a form of its own.
date-first-day = { $day }er { $month } { $year }
# $day is a whole date, $time is like 19:34. All times are in UTC.
date-moment = { $day } à { $time } UTC
date-month-1 = janvier
date-month-2 = février
date-month-3 = mars
date-month-4 = avril
date-month-5 = mai
date-month-6 = juin
date-month-7 = juillet
date-month-8 = août
date-month-9 = septembre
date-month-10 = octobre
date-month-11 = novembre
date-month-12 = décembre
