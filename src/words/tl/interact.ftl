interact-heading = Ibahagi, palaganapin o tugunan
interact-title = Ibahagi, palaganapin o tugunan: { $name }
interact-at-home = Ginagawa mo ito sa sarili mong server, gamit ang account mo roon.
interact-way = Sabihin sa amin kung nasaan ang account mo. Ituturo namin ang daan papunta sa pahayag na ito sa server mo.
interact-there = Doon mo maibabahagi, mapapalaganap o matutugunan ang pahayag na ito gamit ang sarili mong account: { $title }
