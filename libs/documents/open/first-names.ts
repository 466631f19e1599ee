// First names that are common in England and Wales, wherever their families came from, and are not words
// besides. Where one stands before another word with a capital, a person may be meant. Names that are words
// or places too (Will, May, Grace, Chelsea) are left out, since a text would be held back for each of them.
const common =
  'aaliyah aaron abdi abdul abdullah abena abigail adam adeola adrian agnieszka ahmed aidan aisha alan ' +
  'aleksandra alex alexander alexandra ali alice alison aliyah amanda amarjit amber amelia amina amir amit ' +
  'amrit amy andrea andrew aneta angela angharad anil anita anjali ann anna anne annette anthony antonia ' +
  'anwar aoife arjun arthur arun asha ashley ashok asif asma ayesha azra balbir baljit balwinder barbara ' +
  'barry beata beatrice ben benjamin bernard beth bethany beverley bilal bogdan brenda brian bridget ' +
  'bronwen bryan callum cameron carl carla carol caroline carys catherine cathy catrin cerys charlie ' +
  'charlotte cheryl chidi chinedu chioma chloe chris christian christina christine christopher ciara ' +
  'claire clare clive colin connor craig daniel danielle darren dave david davinder debbie deborah declan ' +
  'deepa deepak deirdre denise dennis derek diana diane dilip dinesh dominic donna doreen dorota dorothy ' +
  'duncan eamon edward edyta ehsan eileen elaine eleanor elif elizabeth ella ellen ellie emeka emily emma ' +
  'emrys eoghan eric erin ethan evelyn ewa faisal faiza farah farhan farida fatima femi fiona folake ' +
  'frances francis frank fred frederick funmi ganesh gareth gary gavin gemma geoff geoffrey george georgia ' +
  'geraint gerald gethin gillian glenn gloria gordon graham greg gregory gurpreet gwen halima hamid hamza ' +
  'hannah harjit harpreet harriet harry harvinder hasan hassan hayley hazel heather helen henry hilary ' +
  'howard hugh hussain ian ibrahim ieuan ifeanyi ilona imran inderjit ioan irene irfan isaac isabella ' +
  'ismail iwona jack jackie jacob jacqueline jade jagdeep jake jamal james jamie jamila jan jane janet ' +
  'janice janusz jasmine jason jaspreet jasvinder javed jayesh jean jeff jeffrey jennifer jenny jeremy ' +
  'jessica jill jim joan joanna joanne jodie joe joel john jonathan jordan joseph josephine josh joshua ' +
  'joyce judith julia julian julie junaid justin kamal kamil kamran kapil karen karim karl karolina kasia ' +
  'katarzyna kate katherine kathleen kathryn katie kavita keith kelly kenneth kerry kevin khadija khalid ' +
  'kieran kim kimberley kiran kirsty kofi krzysztof kulvinder kwame lakshmi laura lauren leah leanne lee ' +
  'leila leonard lesley leslie lewis liam linda lindsay lisa liz lorraine louis louise lucy lukasz luke ' +
  'lynn lynne maciej magdalena mahmood malcolm mandy manjit manpreet marc marcin marek margaret maria ' +
  'mariam marian marie marilyn marion mariusz mark martin mary maryam mateusz matthew maureen maurice ' +
  'meera megan mehmet melanie melissa michael michal michelle mihai mike mohamed mohammad mohammed mohamud ' +
  'mohan molly monica monika muhammad mustafa nadeem nadia naeem naheed najma naomi narinder nasir nasreen ' +
  'natalie natasha nathan navdeep neha neil ngozi niamh nicholas nicola nicole nigel nikhil nikki nilesh ' +
  'nina nisha noah nora norman olena olga oliver olivia oluwaseun omar osman owen padraig pamela parminder ' +
  'parveen patricia patrick paul paula pauline pawel penelope peter phil philip phillip phoebe piotr pooja ' +
  'praveen pritpal priya rachael rachel radek rafal rahul raj rajesh rajinder rajiv ramesh ranjit rashid ' +
  'ravi rebecca rekha rhiannon rhodri rhys riaz richard rita rizwan robert robin roger rohan roisin ronald ' +
  'rosemary ross roy rukhsana russell ruth ryan sabrina saeed saima sajid saleem sally salma sam samantha ' +
  'samina samuel sandeep sandra sanjay sanjeev santosh sara sarah sarfraz satnam scott sean shabana ' +
  'shabnam shaheen shahid shakeel shane shanice shannon shanti sharmila sharon shaun shazia sheila shirley ' +
  'sian simon sinead siobhan sioned slawomir sophie stacey stanley stella stephanie stephen steve steven ' +
  'stewart stuart sukhdeep sukhvinder sunil sunita suresh susan suzanne svetlana syed sylvia tahir tanvir ' +
  'tanya tara tariq tasneem tejinder teresa terry thomas tim timothy tina toby tom tomasz tony tracey ' +
  'tracy trevor tunde uchenna usha usman uzma valerie vanessa vera victor vijay vikram vincent vinod ' +
  'vivien walter waqar waseem wayne wendy william wojciech yasmeen yasmin yetunde yewande yusuf yvonne ' +
  'zachary zahid zahra zainab zeeshan zeynep zoe zofia zubair';

export const firstNames: ReadonlySet<string> = new Set(common.split(' '));

/** Those of them that stand for something else where they have no capital. */
export const alsoWords: ReadonlySet<string> = new Set(
  (
    'amber carol christian frank georgia graham hazel heather jack jade jasmine jean jordan lee lewis mark mike molly ' +
    'olivia robin ross sally stanley stuart terry tom tony victor'
  ).split(' '),
);
