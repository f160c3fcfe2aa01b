//! A survey's export understood: what each column is, which rows count, and what everybody answered.
//!
//! A consultation is answered in a survey tool and comes out of it as a table, each tool's of its own shape. An officer gives
//! the file as it is. It is read ([`export`]), the tool recognised ([`layout`]), a role proposed for every column and a fate
//! for every row ([`propose`], [`role`], [`rows`]); the officer looks, corrects, and only then is anything taken in
//! ([`take`](mod@take), [`taken`]).
//!
//! ```text
//!  rows --Gathering--> Export --Proposal::new--> Proposal --set_role, set_keep--> Proposal --take--> Taken
//!                      columns of codes          roles, options, routes, problems                          answers of codes
//! ```
//!
//! Edges: what is personal is proposed to be dropped and is then nowhere in what is taken. Every column has a role; rows kept
//! and rows set aside make up the rows read. Words of headings and answers only make a proposal: nothing is sure until the
//! officer has seen it.

pub mod entering;
pub mod export;
mod group;
mod headings;
pub mod layout;
pub mod leaving;
pub mod named;
pub mod options;
mod order;
pub mod personal;
pub mod propose;
pub mod role;
pub mod route;
pub mod rows;
pub mod scale;
pub mod split;
pub mod take;
pub mod taken;
pub mod title;
pub mod words;
