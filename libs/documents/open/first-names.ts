// First names that are common in England and Wales and are not words besides. Where one stands before another
// word with a capital, a person may be meant. Names that are words or places too (Will, May, Grace, Chelsea)
// are left out, since a text would be held back for each of them.
const common =
  'aaron abdul abigail adam adrian ahmed aisha alan alex alexander alexandra ali alice alison amanda amber amelia amina ' +
  'amy andrea andrew angela anita ann anna anne annette anthony antonia arthur ashley ayesha barbara barry beatrice ' +
  'ben benjamin bernard beth bethany beverley brenda brian bridget bryan callum cameron carl carla carol caroline ' +
  'catherine cathy charlie charlotte cheryl chloe chris christian christina christine christopher claire clare clive ' +
  'colin connor craig daniel danielle darren dave david deborah debbie declan denise dennis derek diana diane dominic ' +
  'donna dorothy doreen duncan edward eileen elaine eleanor elizabeth ella ellen ellie emily emma eric erin ethan ' +
  'evelyn fatima fiona frances francis frank fred frederick gareth gary gavin gemma geoff geoffrey george georgia ' +
  'gerald gillian glenn gloria gordon graham greg gregory hannah harriet harry hassan hayley hazel heather helen henry ' +
  'hilary howard hugh hussain ian imran irene isaac isabella jack jackie jacob jacqueline jade jake james jamie jan jane ' +
  'janet janice jasmine jason jean jeff jeffrey jennifer jenny jeremy jessica jill jim joan joanna joanne jodie joe joel ' +
  'john jonathan jordan joseph josephine josh joshua joyce judith julia julian julie justin kapil karen karl kate ' +
  'katherine kathleen kathryn katie keith kelly kenneth kerry kevin kieran kim kimberley kirsty laura lauren leanne ' +
  'leah lee leonard lesley leslie lewis liam linda lindsay lisa liz lorraine louis louise lucy luke lynn lynne malcolm ' +
  'mandy marc margaret maria marian marie marilyn marion mark martin mary matthew maureen maurice megan melanie melissa ' +
  'michael michelle mike mohammad mohammed molly monica muhammad nadia naomi natalie natasha nathan neil nicholas nicola ' +
  'nicole nigel nikki nina noah nora norman oliver olivia omar owen pamela patricia patrick paul paula pauline penelope ' +
  'peter phil philip phillip phoebe priya rachael rachel raj rebecca rhys richard rita robert robin roger ronald rosemary ' +
  'ross roy russell ruth ryan sally sam samantha samuel sandra sanjay sara sarah scott sean shane shannon sharon shaun ' +
  'sheila shirley simon sophie stacey stanley stella stephanie stephen steve steven stewart stuart susan suzanne sylvia ' +
  'tanya tara teresa terry thomas tim timothy tina toby tom tony tracey tracy trevor valerie vanessa vera victor ' +
  'vincent vivien walter wayne wendy william yasmin yusuf yvonne zachary zainab zoe';

export const firstNames: ReadonlySet<string> = new Set(common.split(' '));
