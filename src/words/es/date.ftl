# How a day is written; $month is one of the names below.
date-day = { $day } de { $month } de { $year }
# The first day of a month, where it has a form of its own.
date-first-day = { $day } de { $month } de { $year }
# $day is a whole date, $time is like 19:34. All times are in UTC.
date-moment = { $day }, { $time } UTC
date-month-1 = enero
date-month-2 = febrero
date-month-3 = marzo
date-month-4 = abril
date-month-5 = mayo
date-month-6 = junio
date-month-7 = julio
date-month-8 = agosto
date-month-9 = septiembre
date-month-10 = octubre
date-month-11 = noviembre
date-month-12 = diciembre
