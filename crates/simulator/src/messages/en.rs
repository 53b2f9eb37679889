//! What students write when something stands in their way, in English.

use crate::obstacle::Obstacle;

/// The lines that may come with an obstacle.
pub(super) const fn about(obstacle: Obstacle) -> &'static [&'static str] {
    match obstacle {
        Obstacle::LonelyStart => &[
            "Hi, I enrolled last week and haven't heard from anyone. Should I just start?",
            "Is anybody else starting now? Bit lost with the French interface to be honest.",
            "Good morning, could you tell me who my contact person is? I have read the welcome page twice.",
        ],
        Obstacle::MentorMismatch => &[
            "He gives me the answer before I have had time to think.",
            "Could I try a different mentor? Nothing personal, I learn better by seeing it done.",
            "any chance of someone free after 7pm? i work days",
        ],
        Obstacle::ConceptWall => &[
            "I've reread chapter three four times and it still makes no sense to me.",
            "copied the example, works. changed one line, broken. no idea why",
            "Could someone explain this with a drawing? I left school a long time ago.",
        ],
        Obstacle::FailedDefence => &[
            "The feedback on my defence is two lines long. What am I supposed to change?",
            "How long do I have to wait before trying again?",
            "froze completely in front of the jury, not sure i want to redo that",
        ],
        Obstacle::MotivationLoss => &[
            "I'll get back to it on Monday, promise.",
            "I open the laptop and then I tidy the kitchen instead.",
            "Honestly not sure why I'm doing this any more.",
        ],
        Obstacle::LifeEvent => &[
            "My father is in hospital, I'll be travelling most weekends.",
            "We move house on the 28th and there'll be no internet for ten days.",
            "baby came early!! back in a bit",
        ],
        Obstacle::JobOffer => &[
            "I've been offered a six-month contract and must answer by Friday. What would you do?",
            "If I take this job, do I keep the projects I've passed?",
            "got a job!!! what happens with the course now",
        ],
        Obstacle::FundingTrouble => &[
            "The job centre wants a certificate of attendance before the 15th.",
            "My payment bounced, could I pay in two instalments?",
            "My employer may stop paying in September. What are my options?",
        ],
        Obstacle::DiscouragedSearch => &[
            "Forty applications and two automatic replies. What am I doing wrong?",
            "They all want two years' experience for a junior role.",
            "i've stopped applying for now, no point",
        ],
    }
}
