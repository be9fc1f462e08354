feed-statement = Sundan sa feed reader ang mga pagbabago ng pahayag na ito
feed-event = Sundan sa feed reader ang mga pagbabago ng kaganapang ito
feed-events = Sundan sa feed reader ang mga kaganapang ito
feed-directory = Sundan sa feed reader kung sino ang sumasali
feed-exchange = Sundan sa feed reader ang mga bagong panawagan at ideya
feed-changes-of = Mga pagbabago: { $name }
feed-changed = Bagong bersyon: { $name }
feed-corrected = Pagtatama: { $name }
