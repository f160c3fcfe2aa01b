//! The kinds that grants and their lines come in, each with its word on screen and in the file.

/// A kind whose every case has one word, on screen and in the file.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($(#[$case_doc:meta])* $case:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$case_doc])* $case,)+
        }

        impl $name {
            /// Every case, in the order in which it is offered.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$case),+];

            /// The words on screen and in the file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$case => $word,)+
                }
            }
        }
    )+};
}

pub(in crate::domain) use kinds;

kinds! {
    /// Whether money is for running or for building.
    Nature {
        /// Running costs.
        Revenue = "revenue",
        /// Buildings and equipment.
        Capital = "capital",
    }

    /// What a priority area is made of, and so which nature of money may pay for it.
    AreaNature {
        /// Running costs alone.
        Revenue = "revenue",
        /// Buildings and equipment alone.
        Capital = "capital",
        /// Both, or not said.
        Either = "either",
    }

    /// How sure the money is.
    GrantStatus {
        /// Asked for.
        AppliedFor = "applied for",
        /// Promised in a determination.
        Awarded = "awarded",
        /// In the bank.
        Received = "received",
    }

    /// What becomes of money left at the year's end.
    CarryForward {
        /// It may be spent next year.
        Allowed = "allowed",
        /// It must be paid back.
        Repayable = "repayable",
        /// The grant's papers do not say.
        NotStated = "not stated",
    }

    /// When the funder pays.
    Payment {
        /// The grant's papers do not say.
        NotStated = "not stated",
        /// All of it before it is spent.
        InAdvance = "in advance",
        /// All of it after it is spent.
        InArrears = "in arrears",
        /// In four instalments.
        Quarterly = "quarterly",
        /// In twelve instalments.
        Monthly = "monthly",
    }

    /// How firm a line is.
    LineStatus {
        /// A thought.
        Draft = "draft",
        /// In the plan, to be changed at will.
        Planned = "planned",
        /// The original budget: changed by virement alone.
        Approved = "approved",
        /// Its year is over.
        Closed = "closed",
    }

    /// Whether somebody else's money is sure to come.
    Certainty {
        /// Agreed in writing.
        Secured = "secured",
        /// Hoped for.
        Unsecured = "unsecured",
    }

    /// How a partner's money stands beside ours.
    Pooling {
        /// Spent by the partner, towards the same end.
        Aligned = "aligned",
        /// Paid into one budget.
        Pooled = "pooled",
    }
}

impl Payment {
    /// How many instalments it comes in; none where that is not stated.
    #[must_use]
    pub fn instalments(self) -> Option<usize> {
        match self {
            Self::NotStated => None,
            Self::InAdvance | Self::InArrears => Some(1),
            Self::Quarterly => Some(4),
            Self::Monthly => Some(12),
        }
    }
}

impl AreaNature {
    /// Whether money of this nature may pay for it: capital may not pay running costs (Local Government Act 2003,
    /// section 16), while revenue may pay for what lasts.
    #[must_use]
    pub fn takes(self, money: Nature) -> bool {
        self != Self::Revenue || money == Nature::Revenue
    }
}

impl LineStatus {
    /// Whether the amount is frozen: it moves by virement, not by hand.
    #[must_use]
    pub fn is_frozen(self) -> bool {
        matches!(self, Self::Approved | Self::Closed)
    }
}
