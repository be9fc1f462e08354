# What is refused to calls and ideas.
refusal-call-past = The call would end before it begins. Choose a day that is still to come.
refusal-call-many = A call can have { $count } { $what } at most.
refusal-call-over = The call is closed, and takes no answers any more.
refusal-call-closed = The call is closed. Publish a new one.
refusal-call-no-idea = Only an idea can be taken up. Answer the call instead.
refusal-call-own-call = It is your own call. Answer a message below it.
refusal-call-own-message = It is your own message. Answer what they wrote.
refusal-call-empty = Write your answer.
refusal-call-not-taken-up = No campaign here comes from this idea any more, so its source is not told that we took it up.
