# How a day is written; $month is one of the names below.
date-day = { $month } { $day }, { $year }
# The first day of a month, where it has a form of its own.
date-first-day = { $month } { $day }, { $year }
# $day is a whole date, $time is like 19:34. All times are in UTC.
date-moment = { $day }, { $time } UTC
date-month-1 = Enero
date-month-2 = Pebrero
date-month-3 = Marso
date-month-4 = Abril
date-month-5 = Mayo
date-month-6 = Hunyo
date-month-7 = Hulyo
date-month-8 = Agosto
date-month-9 = Setyembre
date-month-10 = Oktubre
date-month-11 = Nobyembre
date-month-12 = Disyembre
