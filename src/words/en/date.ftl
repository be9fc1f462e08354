# How a day is written; $month is one of the names below.
date-day = { $day } { $month } { $year }
# The first day of a month, where it has a form of its own.
date-first-day = { $day } { $month } { $year }
# $day is a whole date, $time is like 19:34. All times are in UTC.
date-moment = { $day }, { $time } UTC
date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December
