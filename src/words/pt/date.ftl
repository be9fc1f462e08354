# How a day is written; $month is one of the names below.
date-day = { $day } de { $month } de { $year }
# The first day of a month, where it has a form of its own.
date-first-day = { $day }º de { $month } de { $year }
# $day is a whole date, $time is like 19:34. All times are in UTC.
date-moment = { $day }, { $time } UTC
date-month-1 = janeiro
date-month-2 = fevereiro
date-month-3 = março
date-month-4 = abril
date-month-5 = maio
date-month-6 = junho
date-month-7 = julho
date-month-8 = agosto
date-month-9 = setembro
date-month-10 = outubro
date-month-11 = novembro
date-month-12 = dezembro
