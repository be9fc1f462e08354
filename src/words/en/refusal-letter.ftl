# What is refused to letters to decision-makers.
refusal-letter-not-addressed = The campaign does not address "{ $name }". It addresses: { $list }.
refusal-letter-language = The language of the letter is not one; write en, es, pt-BR.
refusal-letter-no-campaign = Choose one of our campaigns that is not over.
refusal-letter-per-hour = From 1 to 600 letters can go in an hour.
refusal-letter-zone = "{ $name }" is not a time zone; write one like Asia/Manila or Europe/Budapest.
refusal-letter-days = Write working days as numbers from 1, Monday, to 7, with commas between; at least one.
refusal-letter-hours = Office hours begin before they end, on the same day, and last an hour or more.
