# How a day is written; $month is one of the names below.
date-day = { $day } { $month } { $year }
# The first day of a month, where it has a form of its own.
date-first-day = { $day } { $month } { $year }
# $day is a whole date, $time is like 19:34. All times are in UTC.
date-moment = { $day }، { $time } بالتوقيت العالمي
date-month-1 = يناير
date-month-2 = فبراير
date-month-3 = مارس
date-month-4 = أبريل
date-month-5 = مايو
date-month-6 = يونيو
date-month-7 = يوليو
date-month-8 = أغسطس
date-month-9 = سبتمبر
date-month-10 = أكتوبر
date-month-11 = نوفمبر
date-month-12 = ديسمبر
